using System.Runtime.InteropServices;
using KioskSim.Strict.Kernel;

namespace KioskSim.Strict.SystemCalls;

/// <summary>One step of a filter: classic BPF, as the kernel takes it (linux/filter.h, <c>sock_filter</c>).</summary>
/// <param name="IfTrue">How many steps to leave out when the comparison holds.</param>
[StructLayout(LayoutKind.Sequential)]
readonly record struct FilterInstruction(ushort Code, byte IfTrue, byte IfFalse, uint Operand);

/// <summary>A filter that refuses a list of system calls and lets all others through (seccomp(2)).</summary>
static unsafe class SystemCallFilter
{
    const int SetSeccomp = 22;
    const nuint FilterMode = 2;

    const ushort Load = 0x20; // BPF_LD | BPF_W | BPF_ABS
    const ushort JumpIfEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    const ushort JumpIfAtLeast = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    const ushort Return = 0x06; // BPF_RET | BPF_K

    // Where things lie in what a filter sees (seccomp_data); of an argument the lower half, as both processors count from the low end.
    const uint Number = 0;
    const uint Architecture = 4;
    const uint SecondArgument = 24;

    const uint FirstX32 = 0x40000000; // the same calls by other numbers
    const uint Refuse = 0x00050000 | (uint)Errno.NotPermitted; // SECCOMP_RET_ERRNO
    const uint Allow = 0x7FFF0000;

    [StructLayout(LayoutKind.Sequential)]
    struct FilterProgram
    {
        public ushort Length;
        public FilterInstruction* Instructions;
    }

    /// <param name="denied">Numbers, with the second argument where only one command is meant.</param>
    public static IReadOnlyList<FilterInstruction> For(Machine machine, IReadOnlyList<(int Number, uint? Command)> denied)
    {
        var filter = new List<FilterInstruction>
        {
            // A call of another architecture has other numbers: none is let through.
            new(Load, 0, 0, Architecture),
            new(JumpIfEqual, 1, 0, machine.AuditArchitecture),
            new(Return, 0, 0, Refuse),
            new(Load, 0, 0, Number),
        };
        if (machine == Machine.X64)
            RefuseWhere(JumpIfAtLeast, FirstX32);
        foreach (var call in denied.Where(c => c.Command is null))
            RefuseWhere(JumpIfEqual, (uint)call.Number);
        foreach (var commands in denied.Where(c => c.Command is not null).GroupBy(c => c.Number))
        {
            // Two steps a command, and one to load it.
            filter.Add(new(JumpIfEqual, 0, (byte)(1 + 2 * commands.Count()), (uint)commands.Key));
            filter.Add(new(Load, 0, 0, SecondArgument));
            foreach (var (_, command) in commands)
                RefuseWhere(JumpIfEqual, command!.Value);
        }

        filter.Add(new(Return, 0, 0, Allow));
        return filter;

        void RefuseWhere(ushort comparison, uint operand)
        {
            filter.Add(new(comparison, 0, 1, operand));
            filter.Add(new(Return, 0, 0, Refuse));
        }
    }

    /// <exception cref="StrictModeException">The kernel has no such filters, or may not take one.</exception>
    public static void Install(IReadOnlyList<FilterInstruction> filter)
    {
        fixed (FilterInstruction* instructions = filter.ToArray())
        {
            var program = new FilterProgram { Length = (ushort)filter.Count, Instructions = instructions };
            if (Libc.prctl(SetSeccomp, FilterMode, (nuint)(&program)) != 0)
                throw new StrictModeException($"this kernel takes no system call filter (seccomp: {Libc.Error}). It needs CONFIG_SECCOMP_FILTER.");
        }
    }
}
