[assembly: AssemblyFixture(typeof(KioskSim.Telemetry.Tests.WatchedServices))]
