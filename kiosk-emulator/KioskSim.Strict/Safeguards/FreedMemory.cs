using System.Runtime.InteropServices;

namespace KioskSim.Strict.Safeguards;

/// <summary>
/// What native code gives back is overwritten: OpenSSL has keys in memory of the C library, and not all of it wipes them.
/// </summary>
static unsafe class FreedMemory
{
    /// <summary>
    /// For glibc, read once when a program begins. What is freed is filled with a byte; and there is no cache a thread, since what lies
    /// there was never filled.
    /// </summary>
    public const string Tunables = "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0";

    const byte Mark = 0xC3;
    const int Links = 32; // the allocator's own, at the beginning of a free piece
    const int Tail = 8; // glibc counts a piece's last eight bytes to the next one, and fills only what it counts to it
    const int Rounds = 8;

    static readonly int[] Sizes = [48, 64, 100, 256, 600, 1000, 1500, 4000, 16_000, 60_000];

    public static Safeguard IsOverwritten { get; } = new(Omission.Overwriting, () =>
        Sizes.Any(size => Enumerable.Range(0, Rounds).Any(_ => Survives(size)))
            ? "memory that native code gives back keeps what was in it (GLIBC_TUNABLES; another C library than glibc has none)"
            : null);

    // Another piece behind it, so that it is neither merged nor given back to the system and can still be looked at.
    static bool Survives(int size)
    {
        var piece = (byte*)NativeMemory.Alloc((nuint)size);
        var behind = NativeMemory.Alloc((nuint)size);
        new Span<byte>(piece, size).Fill(Mark);
        NativeMemory.Free(piece);
        var survives = new Span<byte>(piece, size)[Links..^Tail].IndexOf([Mark, Mark, Mark, Mark, Mark, Mark, Mark, Mark]) >= 0;
        NativeMemory.Free(behind);
        return survives;
    }
}
