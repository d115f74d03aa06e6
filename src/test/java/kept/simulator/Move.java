package kept.simulator;

/// Something that happens in the world; how often, by its weight among all.
record Move(String name, int weight, Happens happens) {
    @FunctionalInterface
    interface Happens {
        void in(World world);
    }
}
