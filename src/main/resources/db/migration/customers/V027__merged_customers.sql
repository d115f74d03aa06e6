-- Who was merged into a customer is asked on each page of a case; without this every customer would be read for it.
create index customer_merged_into on customer (merged_into) where merged_into is not null;
