using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using KioskSim.Strict.Kernel;
using KioskSim.Strict.SystemCalls;

namespace KioskSim.Strict.Tests.Mechanisms;

/// <summary>The numbers of system calls against the kernel's own headers, and the filter made of them, run here step by step.</summary>
public sealed partial class DeniedCallsTests
{
    const uint Refused = 0x00050001; // ERRNO | EPERM
    const uint Allowed = 0x7FFF0000;

    // A processor, where its numbers are defined, and calls that a kiosk cannot do without.
    public static TheoryData<string, string, int[]> Machines => new()
    {
        { "x86-64", "/usr/include/x86_64-linux-gnu/asm/unistd_64.h", [0, 1, 2, 9, 41, 42, 44, 59, 202, 257] },
        { "arm64", "/usr/include/asm-generic/unistd.h", [56, 57, 63, 64, 98, 198, 203, 206, 221, 222] },
    };

    [Theory]
    [MemberData(nameof(Machines))]
    public void Every_number_is_the_one_of_the_kernels_headers(string machine, string header, int[] needed)
    {
        Assert.SkipUnless(File.Exists(header), $"{header} is not there (Debian package linux-libc-dev).");
        var defined = Defined().Matches(File.ReadAllText(header)).ToDictionary(m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));

        foreach (var call in DeniedCalls.On(Named(machine)).Calls)
        {
            // Newer ones than the header are numbered alike on all processors.
            if (defined.TryGetValue(call.Name.Split(' ')[0], out var number))
                Assert.Equal((call.Name, number), (call.Name, call.On(Named(machine))));
            else
                Assert.Equal((call.Name, call.X64), (call.Name, call.Arm64));
        }

        Assert.Empty(DeniedCalls.Names.Select(n => n.Split(' ')[0]).Where(defined.ContainsKey).Except(DeniedCalls.On(Named(machine)).Calls.Select(c => c.Name.Split(' ')[0])));
        Assert.NotEmpty(needed);
    }

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_filter_refuses_what_is_listed_and_nothing_else_000_39(string machine, string header, int[] needed)
    {
        Assert.NotEmpty(header);
        var (here, calls) = (Named(machine), DeniedCalls.On(Named(machine)));
        var filter = calls.Filter(Omission.Parse(""));
        var whole = calls.Calls.Where(c => c.Command is null).Select(c => c.On(here)!.Value).ToHashSet();
        var commands = calls.Calls.Where(c => c.Command is not null).ToList();

        for (var number = 0; number < 600; number++)
            Assert.Equal((number, whole.Contains(number) ? Refused : Allowed), (number, Run(filter, here.AuditArchitecture, (uint)number, 0)));
        Assert.All(needed, n => Assert.Equal(Allowed, Run(filter, here.AuditArchitecture, (uint)n, 0)));
        Assert.All(commands, c => Assert.Equal(Refused, Run(filter, here.AuditArchitecture, (uint)c.On(here)!.Value, c.Command!.Value)));
        Assert.Equal(2, commands.Count);
    }

    [Fact]
    public void No_call_gets_through_by_another_architectures_numbers_000_39()
    {
        var x64 = DeniedCalls.On(Machine.X64).Filter(Omission.Parse(""));

        Assert.Equal(Refused, Run(x64, 0x40000003, 1, 0)); // the 32-bit one: its 1 is exit
        Assert.Equal(Refused, Run(x64, Machine.X64.AuditArchitecture, 0x40000000 | 90, 0)); // x32's chmod
        Assert.Equal(Refused, Run(DeniedCalls.On(Machine.Arm64).Filter(Omission.Parse("")), 0x40000028, 1, 0));
    }

    [Theory]
    [InlineData(Architecture.RiscV64)]
    [InlineData(Architecture.X86)]
    [InlineData(Architecture.S390x)]
    public void A_processor_of_which_no_numbers_are_known_is_refused_by_name(Architecture architecture) =>
        Assert.Contains(architecture.ToString(), Assert.Throws<StrictModeException>(() => Machine.Of(architecture)).Message, StringComparison.Ordinal);

    [Fact]
    public void To_leave_out_what_is_not_there_is_an_error() =>
        Assert.Contains("'chmot'", Assert.Throws<StrictModeException>(() => Omission.Parse("chmod,chmot")).Message, StringComparison.Ordinal);

    static Machine Named(string name) => name == Machine.X64.Name ? Machine.X64 : Machine.Arm64;

    // As the kernel would: a register, loads from what it shows of the call, jumps forward, a verdict.
    static uint Run(IReadOnlyList<FilterInstruction> filter, uint architecture, uint number, uint secondArgument)
    {
        uint register = 0;
        for (var at = 0; ; at++)
        {
            var step = filter[at];
            switch (step.Code)
            {
                case 0x20:
                    register = step.Operand switch { 0 => number, 4 => architecture, 24 => secondArgument, _ => throw new InvalidOperationException("nothing lies there") };
                    break;
                case 0x15:
                    at += register == step.Operand ? step.IfTrue : step.IfFalse;
                    break;
                case 0x35:
                    at += register >= step.Operand ? step.IfTrue : step.IfFalse;
                    break;
                case 0x06:
                    return step.Operand;
                default:
                    throw new InvalidOperationException($"{step.Code:x} is not used here");
            }
        }
    }

    [GeneratedRegex(@"^#define __NR_(\w+)\s+(\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Defined();
}
