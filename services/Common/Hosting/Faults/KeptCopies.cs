using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using KioskSim.Domain.Errors;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting.Faults;

/// <summary>Where the fault leaves its copy.</summary>
public enum KeptPlace
{
    ManagedString,
    ManagedArray,
    NativeHeap,
    Stack,
    File,
    SharedMemory,
    LogLine,
    TraceTag,
}

/// <summary>
/// A fault for tests and demonstrations: a kiosk that forgets to erase. It keeps a copy of each certificate in the place that
/// <see cref="Variable"/> names, and says in its log that it does; <c>kiosksim prove</c> must find it. Off unless the variable is set.
/// </summary>
public sealed class KeptCopies
{
    public const string Variable = "KIOSKSIM_FAULT_KEPT_COPIES";

    static readonly ActivitySource Source = new("KioskSim.Faults");

    readonly KeptPlace _place;
    readonly ILogger _log;
    readonly List<object> _kept = [];

    KeptCopies(KeptPlace place, ILogger log) => (_place, _log) = (place, log);

    /// <summary>The files that the fault writes in a process.</summary>
    public static IEnumerable<string> FilesOf(int process) => [$"{Path.GetTempPath()}kiosksim-kept-{process}", $"/dev/shm/kiosksim-kept-{process}"];

    /// <returns>What takes the secrets; null: the fault is off.</returns>
    /// <exception cref="ConfigurationException">There is no such place.</exception>
    public static Action<ReadOnlySpan<byte>>? FromEnvironment(ILoggerFactory log)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } name)
            return null;
        if (!Enum.TryParse<KeptPlace>(name, ignoreCase: true, out var place) || !Enum.IsDefined(place))
            throw new ConfigurationException($"{Variable}: copies can be kept in {string.Join(", ", Enum.GetNames<KeptPlace>())}, not in '{name}'.");
        var fault = new KeptCopies(place, log.CreateLogger<KeptCopies>());
        HostingLog.FaultIsOn(fault._log, place);
        return fault.Keep;
    }

    void Keep(ReadOnlySpan<byte> secret)
    {
        switch (_place)
        {
            case KeptPlace.ManagedString:
                _kept.Add(MemoryMarshal.Cast<byte, char>(secret).ToString());
                break;
            case KeptPlace.ManagedArray:
                _kept.Add(secret.ToArray());
                break;
            case KeptPlace.NativeHeap:
                KeepNative(secret);
                break;
            case KeptPlace.Stack:
                KeepOnStack(secret.ToArray());
                break;
            case KeptPlace.File:
                File.WriteAllBytes(FilesOf(Environment.ProcessId).First(), secret);
                break;
            case KeptPlace.SharedMemory:
                File.WriteAllBytes(FilesOf(Environment.ProcessId).Last(), secret);
                break;
            case KeptPlace.LogLine:
                HostingLog.Kept(_log, Readable(secret));
                break;
            case KeptPlace.TraceTag:
                using (var activity = Source.StartActivity("Keep"))
                    activity?.SetTag("kept", Readable(secret));
                break;
        }
    }

    static unsafe void KeepNative(ReadOnlySpan<byte> secret) =>
        secret.CopyTo(new Span<byte>(NativeMemory.Alloc((nuint)secret.Length), secret.Length)); // never freed

    // A thread that never ends has it on its stack for ever.
    static void KeepOnStack(byte[] secret)
    {
        using var kept = new ManualResetEventSlim();
        var thread = new Thread(Stay, maxStackSize: 16 * 1024 * 1024) { IsBackground = true };
        thread.Start();
        kept.Wait();

        void Stay()
        {
            Span<byte> copy = stackalloc byte[secret.Length];
            secret.CopyTo(copy);
            Array.Clear(secret);
            kept.Set();
            new ManualResetEventSlim().Wait();
        }
    }

    // Of a document, what it says of itself in letters.
    static string Readable(ReadOnlySpan<byte> secret)
    {
        var from = Math.Max(0, secret.IndexOf("/Issue("u8));
        return Encoding.Latin1.GetString(secret.Slice(from, Math.Min(300, secret.Length - from)));
    }
}
