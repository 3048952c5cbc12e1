using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace KioskSim.Envelope.Hpke;

/// <summary>
/// What calls that have returned left below their caller on its thread's stack. The cryptographic library wipes what it allocates, but not each of its
/// frames: a part of a private number stays there until a later call of the thread happens to go as deep, and a thread of the pool may rest for hours.
/// </summary>
static class UsedStack
{
    // Bytes: deeper than any of these calls goes.
    const int Reach = 32 * 1024;

    /// <summary>Overwrites it, from the frame of whoever calls this downwards.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Wipe()
    {
        Span<byte> below = stackalloc byte[Reach];
        CryptographicOperations.ZeroMemory(below);
    }
}
