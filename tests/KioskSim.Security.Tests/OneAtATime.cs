// The gate's block list and the recorded logs belong to whole processes.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
