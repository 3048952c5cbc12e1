using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using KioskSim.Hosting;
using KioskSim.Hosting.Zones;
using KioskSim.Simulation.Loop;

namespace KioskSim.Simulation.Log;

/// <summary>
/// Everything that happened, a line each, in order and with the simulation's time: who called whom, how each call ended, who came and with what they
/// left. Nothing in it is of a person. The same seed and program give the same bytes.
/// </summary>
public sealed class EventLog : IDisposable
{
    readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    readonly LoopClock _clock;
    readonly Stream? _copy;

    /// <param name="copy">Gets all of it; null: only its hash is kept. Stays the caller's to dispose.</param>
    public EventLog(LoopClock clock, Stream? copy) => (_clock, _copy) = (clock, copy);

    public long Lines { get; private set; }

    /// <summary>SHA-256 of all so far, in hexadecimal.</summary>
    public string Hash => Convert.ToHexStringLower(_hash.GetCurrentHash());

    public void Write(string what)
    {
        var line = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)_clock.Elapsed.TotalHours:00}:{_clock.Elapsed:mm\\:ss\\.fff} {what}\n"));
        _hash.AppendData(line);
        _copy?.Write(line);
        Lines++;
    }

    internal void Write(Zone zone, Caller from, string to, IMethod method, string sign, string outcome)
    {
        var step = HopTable.All.Find(method.FullName)?.Step ?? 0;
        Write($"{zone.Name()} {from.Role} {from.Name} {sign} {to} {step}.{method.Name}{(outcome.Length > 0 ? $" {outcome}" : "")}");
    }

    public void Dispose() => _hash.Dispose();
}
