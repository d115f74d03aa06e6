package kept.mail;

/// An iCalendar text inside a mail (RFC 5545) with its method in upper case (RFC 5546), empty if none is named.
public record CalendarPart(String method, String text) {}
