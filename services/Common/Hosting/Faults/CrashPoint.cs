using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using KioskSim.Domain.Flow;

namespace KioskSim.Hosting.Faults;

/// <summary>
/// A fault for tests: kills a process, as a power cut would, or crashes or stops it, at an exact place of the flow; or waits there for who
/// does something of the kind from outside. Off unless <see cref="Variable"/> names a file; the file then holds one line,
/// <c>step from message before|after signal pid</c> or <c>… wait pipe</c>, and is removed when its place is reached.
/// </summary>
/// <remarks>The place is reached in the process that sends the hop; the process that dies may be another.</remarks>
public sealed partial class CrashPoint : IDisposable
{
    public const string Variable = "KIOSKSIM_CRASH_POINT";

    /// <summary>Nothing is said and nothing is written after it.</summary>
    public const int Kill = 9;

    /// <summary>SIGSEGV: as Kill, and the system writes a dump where it may.</summary>
    public const int Crash = 11;

    /// <summary>SIGSTOP: it stands still until somebody lets it go on.</summary>
    public const int Stop = 19;

    const string Wait = "wait";

    // .NET takes the first SIGSEGV that is no fault of its own for nothing, and stands aside for the next.
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    readonly string _file;
    readonly HopListener _listener;

    CrashPoint(string file)
    {
        _file = file;
        _listener = new HopListener(began: (hop, _) => Reach(hop, after: false), ended: (hop, _) => Reach(hop, after: true));
    }

    /// <summary>Watches for the place, where the environment asks for it.</summary>
    public static CrashPoint? FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? new CrashPoint(file) : null;

    /// <summary>Watches for the place in this process: for who starts the services and is the citizen.</summary>
    public static CrashPoint Watch(string file) => new(file);

    /// <summary>Asks for a signal to a process when a place is reached.</summary>
    /// <param name="file">The one that whoever reaches it watches.</param>
    public static void StrikeAt(string file, Place place, int pid, int signal = Kill) => Ask(file, string.Create(CultureInfo.InvariantCulture, $"{place} {signal} {pid}"));

    /// <summary>For who does the harm by other means, as to a container: whoever reaches the place waits until the named pipe has been written to.</summary>
    /// <param name="pipe">Where the process finds it.</param>
    public static void WaitAt(string file, Place place, string pipe) => Ask(file, $"{place} {Wait} {pipe}");

    public void Dispose() => _listener.Dispose();

    static void Ask(string file, string order)
    {
        var written = file + ".new"; // a service that looks sees all of it or nothing
        File.WriteAllText(written, order);
        File.Move(written, file, overwrite: true);
    }

    void Reach(Hop hop, bool after)
    {
        if (!File.Exists(_file))
            return;
        var line = File.ReadAllText(_file);
        var place = $"{new Place(hop.Step, hop.From, hop.Message, after)} ";
        if (!line.StartsWith(place, StringComparison.Ordinal))
            return;
        File.Delete(_file);
        string[] order = line[place.Length..].Split(' ');
        if (order[0] == Wait)
            WaitFor(order[1]);
        else
            Strike(int.Parse(order[0], CultureInfo.InvariantCulture), int.Parse(order[1], CultureInfo.InvariantCulture));
    }

    static void Strike(int signal, int pid)
    {
        using var victim = Process.GetProcessById(pid);
        do
            _ = kill(victim.Id, signal);
        while (signal != Stop && !victim.WaitForExit(Again));
    }

    static void WaitFor(string pipe)
    {
        using var opened = new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        opened.ReadByte();
    }

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);

    /// <summary>Just before a hop is sent, or just after its answer is there.</summary>
    public readonly record struct Place(int Step, string From, string Message, bool After)
    {
        public override string ToString() => $"{Step} {From} {Message} {(After ? "after" : "before")}";
    }
}
