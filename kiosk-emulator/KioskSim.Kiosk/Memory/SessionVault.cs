using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace KioskSim.Kiosk.Memory;

/// <summary>
/// The only memory of a kiosk that holds a secret: PIN, application and certificate of one session. Pages of its own, locked so that
/// they are never swapped, kept out of dumps, wiped before they are given back (000-39, 002-08).
/// </summary>
/// <remarks>No array, no string: contents are reached by spans for as long as the vault is open, and the garbage collector never moves them.</remarks>
public sealed unsafe class SessionVault : IDisposable
{
    static int _open;

    readonly nuint _size;
    byte* _pages;

    /// <param name="capacity">Bytes; rounded up to whole pages, zero at first.</param>
    /// <exception cref="VaultException">The system gives no memory, or may not lock it and <paramref name="mustLock"/> is set.</exception>
    public SessionVault(int capacity, bool mustLock)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _size = ((nuint)capacity + (nuint)Environment.SystemPageSize - 1) / (nuint)Environment.SystemPageSize * (nuint)Environment.SystemPageSize;
        _pages = LinuxMemory.Map(_size);
        try
        {
            LinuxMemory.KeepOutOfDumps(_pages, _size);
            IsLocked = LinuxMemory.TryLock(_pages, _size);
            if (!IsLocked && mustLock)
                throw new VaultException("Memory cannot be locked. Raise the limit for locked memory (ulimit -l) or run without strict mode.");
        }
        catch
        {
            LinuxMemory.Unmap(_pages, _size);
            _pages = null;
            throw;
        }

        Capacity = capacity;
        Interlocked.Increment(ref _open);
    }

    /// <summary>How many there are in this process that were not given back: whoever wants to know whether anything is kept looks here.</summary>
    public static int Open => Volatile.Read(ref _open);

    public int Capacity { get; }

    /// <summary>Whether the pages can never be swapped out.</summary>
    public bool IsLocked { get; }

    /// <exception cref="ObjectDisposedException">The session is over; there is nothing left to see.</exception>
    public Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pages is null, this);
            return new Span<byte>(_pages, Capacity);
        }
    }

    /// <summary>Wipes everything, keeps the pages.</summary>
    public void Erase() => CryptographicOperations.ZeroMemory(Bytes);

    public void Dispose()
    {
        if (_pages is null)
            return;
        Erase();
        LinuxMemory.Unmap(_pages, _size);
        _pages = null;
        Interlocked.Decrement(ref _open);
    }
}

/// <summary>The machine cannot give the kiosk memory that keeps secrets.</summary>
public sealed class VaultException(string message) : Exception(message);

static unsafe partial class LinuxMemory
{
    const int ReadWrite = 3;
    const int PrivateAnonymous = 0x22;
    const int DontDump = 16;

    public static byte* Map(nuint size)
    {
        var pages = mmap(null, size, ReadWrite, PrivateAnonymous, -1, 0);
        return (nint)pages != -1 ? pages : throw new VaultException("The system gives no more memory for sessions.");
    }

    public static void KeepOutOfDumps(byte* pages, nuint size)
    {
        if (madvise(pages, size, DontDump) != 0)
            throw new VaultException("Memory cannot be kept out of core dumps on this system.");
    }

    public static bool TryLock(byte* pages, nuint size) => mlock(pages, size) == 0;

    // munmap also unlocks.
    public static void Unmap(byte* pages, nuint size) => _ = munmap(pages, size);

    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int madvise(byte* address, nuint length, int advice);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int mlock(byte* address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(byte* address, nuint length);
}
