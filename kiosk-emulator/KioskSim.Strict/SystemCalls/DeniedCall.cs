using KioskSim.Strict.Kernel;

namespace KioskSim.Strict.SystemCalls;

/// <summary>A system call that strict mode refuses.</summary>
/// <param name="Name">As in its manual page.</param>
/// <param name="X64">Its number there.</param>
/// <param name="Arm64">Its number there; null: that processor never had it.</param>
readonly record struct DeniedCall(string Name, int X64, int? Arm64)
{
    /// <summary>For a call that does many things: the second argument with which it is refused; null: always.</summary>
    public uint? Command { get; init; }

    /// <summary>
    /// What it is tried with: arguments of which the kernel can make nothing (no such file, no such address), so that nothing happens where
    /// it is not refused.
    /// </summary>
    public nint[] Harmless { get; init; } = [-1, -1, -1, -1, -1, -1];

    public int? On(Machine machine) => machine == Machine.X64 ? X64 : Arm64;
}
