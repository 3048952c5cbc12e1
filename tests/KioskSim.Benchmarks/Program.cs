using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using KioskSim.Benchmarks.City;
using KioskSim.Benchmarks.Flow;
using KioskSim.Benchmarks.Inquiry;
using KioskSim.Benchmarks.Jpki;
using KioskSim.Benchmarks.Load;
using KioskSim.Benchmarks.Paper;
using KioskSim.Benchmarks.Strict;

// make bench                      issuances through all services
// make bench ARGS="ocsp"          OCSP answers over HTTP, against openssl's responder
// make bench ARGS="city 1000000 sqlite"  one city's server, by residents and database
// make bench ARGS="inquiry"       an answer of the inquiry site
// make bench ARGS="load"          what a certificate costs, by cities, kiosks and residents
// make bench ARGS="strict 200"    what strict mode costs a kiosk
// make bench ARGS="typst"         a certificate, against Typst
// make bench ARGS="scramble-peers"  bytes a square centimetre after print and scan, against QR and Data Matrix
// make bench ARGS="--filter *"    the parts, by BenchmarkDotNet
switch (args)
{
    case []:
        await IssuanceBenchmark.RunAsync();
        return;
    case ["ocsp"]:
        await OcspBenchmark.RunAsync();
        return;
    case ["scramble-peers"]:
        await ScramblePeers.RunAsync();
        return;
    case ["city", .. var sizes]:
        await CityBenchmark.RunAsync(sizes);
        return;
    case ["inquiry"]:
        await InquiryBenchmark.RunAsync();
        return;
    case ["load", .. var visits]:
        await CostBenchmark.RunAsync(visits);
        return;
    case ["strict", .. var counts]:
        await StrictBenchmark.RunAsync(counts);
        return;
    case ["typst"]:
        await TypstBenchmark.RunAsync();
        return;
}

// In this process, which is an optimized build already: the project that BenchmarkDotNet would write moves every intermediate
// file of every reference into one folder, where the generated contracts overwrite each other. More rounds than these tell no more: what
// differs on a shared machine differs by the minute.
BenchmarkSwitcher.FromAssembly(typeof(IssuanceBenchmark).Assembly).Run(args, DefaultConfig.Instance
    .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithMaxIterationCount(20))
    .WithArtifactsPath("artifacts/benchmarks"));
