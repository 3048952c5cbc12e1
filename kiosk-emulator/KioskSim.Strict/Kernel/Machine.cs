using System.Runtime.InteropServices;

namespace KioskSim.Strict.Kernel;

/// <summary>What differs between the processors that strict mode knows.</summary>
/// <param name="AuditArchitecture">What a filter sees of it (<c>AUDIT_ARCH_*</c>).</param>
/// <param name="FolderFlag"><c>O_DIRECTORY</c>.</param>
sealed record Machine(string Name, uint AuditArchitecture, int FolderFlag)
{
    public static readonly Machine X64 = new("x86-64", 0xC000003E, 0x10000);
    public static readonly Machine Arm64 = new("arm64", 0xC00000B7, 0x4000);

    public static Machine Here() => Of(RuntimeInformation.ProcessArchitecture);

    /// <exception cref="StrictModeException">Nobody has looked up the numbers of its system calls.</exception>
    public static Machine Of(Architecture architecture) => architecture switch
    {
        Architecture.X64 => X64,
        Architecture.Arm64 => Arm64,
        _ => throw new StrictModeException(
            $"the system calls of {architecture} are not known here, so they cannot be refused. It runs on x86-64 and arm64 (set \"strict\": false elsewhere)."),
    };
}
