using BenchmarkDotNet.Attributes;
using KioskSim.Domain.Randomness;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Benchmarks.Sweep;

/// <summary>A kiosk's memory, 60 MB, searched for a certificate of 200 kB at every offset and forty texts and keys; beside it, one text by comparing.</summary>
public class SweepBenchmarks
{
    const int Memory = 60_000_000;

    static readonly SeededEntropy Chance = new(1, "sweep");

    readonly byte[] _memory = Chance.Bytes(Memory);
    readonly byte[] _one = Chance.Bytes(32);
    PatternSet _patterns = null!;

    [GlobalSetup]
    public void Plant() =>
        _patterns = new PatternSet([new("certificate", Chance.Bytes(200_000)), .. Enumerable.Range(0, 40).Select(i => new Canary($"{i}", Chance.Bytes(32)))]);

    [Benchmark(Baseline = true)]
    public int OneTextByComparing() => _memory.AsSpan().IndexOf(_one);

    [Benchmark]
    public int EveryPartOfEverything() => _patterns.Find(_memory).Count;

    [Benchmark]
    public int MakingThePatterns() => new PatternSet(_patterns.Canaries).Windows;
}
