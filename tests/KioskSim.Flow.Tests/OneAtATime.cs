using KioskSim.Testing;

// Hops are recorded for the whole process: two runs at once would be one graph.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(KioskSimCluster))]
