using System.Runtime.InteropServices;

namespace KioskSim.OpenSc;

/// <summary>How pkcs11-tool is called.</summary>
static class OpenScTools
{
    static readonly string Library = RuntimeInformation.OSArchitecture == Architecture.Arm64
        ? "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so"
        : "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so";

    public static string[] Module { get; } = ["pkcs11-tool", "--module", Library];

    /// <summary>On the token of the user-authentication key; the signing key's is slot 1.</summary>
    public static string[] Pkcs11 { get; } = [.. Module, "--slot-index", "0"];
}
