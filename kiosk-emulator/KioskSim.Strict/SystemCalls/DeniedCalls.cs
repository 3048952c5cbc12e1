using KioskSim.Strict.Kernel;

namespace KioskSim.Strict.SystemCalls;

/// <summary>What Landlock leaves open and would leave something behind, or look into a process.</summary>
sealed class DeniedCalls
{
    static readonly DeniedCall[] All =
    [
        // What is said about a file: modes, owners, times, attributes.
        new("chmod", 90, null), new("fchmod", 91, 52), new("fchmodat", 268, 53), new("fchmodat2", 452, 452),
        new("chown", 92, null), new("fchown", 93, 55), new("lchown", 94, null), new("fchownat", 260, 54),
        new("utime", 132, null), new("utimes", 235, null), new("futimesat", 261, null), new("utimensat", 280, 88),
        new("setxattr", 188, 5), new("lsetxattr", 189, 6), new("fsetxattr", 190, 7), new("setxattrat", 463, 463),
        new("removexattr", 197, 14), new("lremovexattr", 198, 15), new("fremovexattr", 199, 16), new("removexattrat", 466, 466),
        new("file_setattr", 469, 469),
        new("ioctl FS_IOC_SETFLAGS", 16, 29) { Command = 0x40086602, Harmless = [-1, 0x40086602] },
        new("ioctl FS_IOC_FSSETXATTR", 16, 29) { Command = 0x401C5820, Harmless = [-1, 0x401C5820] },

        // What the kernel keeps for a program beyond its end.
        new("shmget", 29, 194), new("semget", 64, 190), new("msgget", 68, 186) { Harmless = [-1, 0] }, new("mq_open", 240, 180),
        new("add_key", 248, 217), new("request_key", 249, 218), new("keyctl", 250, 219),

        // Another process's memory and files; and rings, whose requests no filter sees.
        new("ptrace", 101, 117), new("process_vm_readv", 310, 270), new("process_vm_writev", 311, 271), new("pidfd_getfd", 438, 438),
        new("io_uring_setup", 425, 425),
    ];

    readonly Machine _machine;
    readonly IReadOnlyList<DeniedCall> _calls;

    DeniedCalls(Machine machine) => (_machine, _calls) = (machine, [.. All.Where(c => c.On(machine) is not null)]);

    public static IEnumerable<string> Names => All.Select(c => c.Name);

    public int Count => _calls.Count;

    public IReadOnlyList<DeniedCall> Calls => _calls;

    /// <exception cref="StrictModeException">This processor's numbers are not known.</exception>
    public static DeniedCalls Here() => new(Machine.Here());

    public static DeniedCalls On(Machine machine) => new(machine);

    /// <summary>For this thread and all that it begins, for good.</summary>
    /// <exception cref="StrictModeException">The kernel refuses.</exception>
    public void Deny(Omission omission) => SystemCallFilter.Install(Filter(omission));

    public IReadOnlyList<FilterInstruction> Filter(Omission omission) =>
        SystemCallFilter.For(_machine, [.. _calls.Where(c => !omission.Of(c.Name)).Select(c => (c.On(_machine)!.Value, c.Command))]);

    public IEnumerable<Safeguard> Safeguards => _calls.Select(c => new Safeguard(c.Name, () => Try(c)));

    // The filter answers before the kernel looks at an argument. A kernel that does not know the call refuses it as well.
    string? Try(DeniedCall call)
    {
        var a = call.Harmless;
        var answer = a.Length == 2
            ? Libc.syscall(call.On(_machine)!.Value, a[0], a[1])
            : Libc.syscall(call.On(_machine)!.Value, a[0], a[1], a[2], a[3], a[4], a[5]);
        return answer == -1 && Libc.Error is Errno.NotPermitted or Errno.NoSuchCall ? null : $"{call.Name} is not refused";
    }
}
