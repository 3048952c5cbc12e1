using System.Globalization;
using System.Runtime.InteropServices;

namespace KioskSim.Sweep.Memory;

/// <summary>
/// A process all of whose threads stand still as long as this is open, so that nothing moves while it is searched. Everything is done by
/// the thread that stopped it, and must not be done by whoever started the process: .NET collects its children's signals itself.
/// </summary>
sealed unsafe class StoppedProcess : IDisposable
{
    // General purpose; floating point where it is apart (arm64); everything that AVX and its kin have (x86).
    static readonly int[] RegisterSets = [1, 2, 0x202];

    readonly Dictionary<int, int> _signals = []; // of each thread, what came to it while it was being stopped
    readonly string _name;

    StoppedProcess(int id, string name) => (Id, _name) = (id, name);

    public int Id { get; }

    public IEnumerable<int> Threads => _signals.Keys;

    /// <param name="name">Whose process it is, for who reads the report.</param>
    /// <exception cref="SweepException">It is gone, or may not be looked into.</exception>
    public static StoppedProcess Stop(int id, string name)
    {
        var process = new StoppedProcess(id, name);
        try
        {
            // Until none is new: a thread may start another one while it is not stopped yet.
            while (process.StopNewThreads())
            {
            }

            return process._signals.Count > 0 ? process : throw process.Gone();
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>What each thread has in its registers.</summary>
    public IEnumerable<(int Thread, byte[] Bytes)> Registers() =>
        from thread in _signals.Keys
        from set in RegisterSets
        let bytes = ReadRegisters(thread, set)
        where bytes.Length > 0
        select (thread, bytes);

    public void Dispose()
    {
        foreach (var (thread, signal) in _signals)
            _ = Linux.Trace(Linux.Detach, thread, 0, signal);
        _signals.Clear();
    }

    bool StopNewThreads()
    {
        var any = false;
        foreach (var thread in Tasks().Where(t => !_signals.ContainsKey(t)).ToList())
            any |= TryStop(thread);
        return any;
    }

    List<int> Tasks()
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{Id}/task").Select(t => int.Parse(Path.GetFileName(t), CultureInfo.InvariantCulture))];
        }
        catch (DirectoryNotFoundException)
        {
            throw Gone();
        }
    }

    bool TryStop(int thread)
    {
        if (Linux.Trace(Linux.Seize, thread, 0, 0) != 0)
        {
            return Marshal.GetLastPInvokeError() switch
            {
                Linux.NoSuchProcess => false, // it has just ended
                Linux.NotPermitted or Linux.NotAllowed when !Directory.Exists($"/proc/{Id}") => throw Gone(),
                _ => throw new SweepException(
                    $"プロセス {Id}（{_name}）を調べる権限がありません。root か、そのプロセスの利用者で実行してください。"
                    + $" / Process {Id} ({_name}) may not be looked into. Run as root or as its own user; see also /proc/sys/kernel/yama/ptrace_scope, and whether it is in strict mode."),
            };
        }

        _ = Linux.Trace(Linux.Interrupt, thread, 0, 0);
        if (Linux.Wait(thread, out var status, Linux.AllChildren) != thread || (status & 0xff) != 0x7f)
            return false; // it ended instead
        _signals[thread] = status >> 16 == Linux.StopEvent ? 0 : status >> 8 & 0xff;
        return true;
    }

    static byte[] ReadRegisters(int thread, int set)
    {
        var bytes = new byte[16 * 1024];
        fixed (byte* first = bytes)
        {
            var buffer = new Linux.Buffer { Base = first, Length = (nuint)bytes.Length };
            return Linux.Trace(Linux.GetRegisterSet, thread, set, (nint)(&buffer)) == 0 ? bytes[..(int)buffer.Length] : [];
        }
    }

    SweepException Gone() => new($"プロセス {Id}（{_name}）は終了しています。 / Process {Id} ({_name}) is gone: there is nothing to search.");
}
