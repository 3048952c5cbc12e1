using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using KioskSim.Benchmarks.Flow;

// dotnet run -c Release --project tests/KioskSim.Benchmarks                     issuances through all services
// dotnet run -c Release --project tests/KioskSim.Benchmarks -- --filter '*'     the parts, by BenchmarkDotNet
if (args.Length == 0)
    await IssuanceBenchmark.RunAsync();
else
    BenchmarkSwitcher.FromAssembly(typeof(IssuanceBenchmark).Assembly).Run(args, DefaultConfig.Instance.WithArtifactsPath("artifacts/benchmarks"));
