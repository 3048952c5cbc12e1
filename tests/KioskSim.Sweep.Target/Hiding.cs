using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KioskSim.Sweep.Target;

/// <summary>Puts bytes into places. They arrive masked and are unmasked where they are put, so that nowhere else in the process they are.</summary>
sealed unsafe partial class Hiding
{
    const byte Mask = 0x5A;
    const int Large = 200_000;
    const int Page = 4096;

    const int ReadWrite = 3;
    const int SharedAnonymous = 0x21;
    const int PrivateAnonymous = 0x22;

    [ThreadStatic]
    static byte[]? s_ofThread;

    static ManualResetEventSlim? s_there;

    readonly List<object> _kept = [];

    public void Put(Place place, byte[] masked)
    {
        switch (place)
        {
            case Place.String:
                _kept.Add(Text(masked));
                break;
            case Place.CharArray:
                var characters = new char[masked.Length / 2];
                Unmask(masked, MemoryMarshal.AsBytes(characters.AsSpan()));
                _kept.Add(characters);
                break;
            case Place.ByteArray:
                _kept.Add(Plain(masked));
                break;
            case Place.LargeArray:
                var large = new byte[Large];
                Unmask(masked, large.AsSpan(Large / 3));
                _kept.Add(large);
                break;
            case Place.PinnedArray:
                var pinned = GC.AllocateArray<byte>(masked.Length, pinned: true);
                Unmask(masked, pinned);
                _kept.Add(pinned);
                break;
            case Place.PooledArray:
                var pooled = ArrayPool<byte>.Shared.Rent(masked.Length);
                Unmask(masked, pooled);
                ArrayPool<byte>.Shared.Return(pooled);
                break;
            case Place.DeadArray:
                Forget(masked);
                break;
            case Place.DictionaryKey:
                _kept.Add(new Dictionary<string, int> { [Text(masked)] = 1 });
                break;
            case Place.MemoryStream:
                _kept.Add(new MemoryStream(Plain(masked)));
                break;
            case Place.Closure:
                var held = Plain(masked);
                _kept.Add(() => held.Length);
                break;
            case Place.ThreadStatic:
                InThread(() =>
                {
                    s_ofThread = Plain(masked);
                    Stay();
                });
                break;
            case Place.Stack:
                InThread(() => StayOnStack(masked));
                break;
            case Place.NativeHeap:
                Unmask(masked, new Span<byte>(NativeMemory.Alloc((nuint)masked.Length), masked.Length));
                break;
            case Place.OwnPages:
                Unmask(masked, Pages(PrivateAnonymous));
                break;
            case Place.PagesWithoutAccess:
                var closed = Pages(PrivateAnonymous);
                Unmask(masked, closed[(Page - 30)..]); // across two pages
                fixed (byte* first = closed)
                    _ = mprotect(first, 2 * Page, 0);
                break;
            case Place.SharedMemory:
                Unmask(masked, Pages(SharedAnonymous));
                break;
            case Place.NamelessFile:
                _kept.Add(Written(new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(memfd_create("kept", 0), ownsHandle: true), FileAccess.ReadWrite), masked));
                break;
            case Place.DeletedFile:
                var open = Written(File.Create(Path.GetTempFileName(), bufferSize: 0), masked);
                File.Delete(open.Name);
                _kept.Add(open);
                break;
            case Place.File:
                Written(File.Create(Path.GetTempFileName(), bufferSize: 0), masked).Dispose();
                break;
            case Place.LogLine:
                var line = Plain(masked);
                using (var output = Console.OpenStandardOutput())
                    output.Write(line);
                Array.Clear(line);
                break;
        }
    }

    static string Text(byte[] masked) => string.Create(masked.Length / 2, masked, (characters, bytes) => Unmask(bytes, MemoryMarshal.AsBytes(characters)));

    static byte[] Plain(byte[] masked)
    {
        var plain = new byte[masked.Length];
        Unmask(masked, plain);
        return plain;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Forget(byte[] masked) => _ = Plain(masked).Length;

    static void Unmask(ReadOnlySpan<byte> masked, Span<byte> into)
    {
        for (var i = 0; i < masked.Length; i++)
            into[i] = (byte)(masked[i] ^ Mask);
    }

    static FileStream Written(FileStream file, byte[] masked)
    {
        var plain = Plain(masked);
        file.Write(plain);
        file.Flush();
        Array.Clear(plain);
        return file;
    }

    // The stack frame is left as it is: the thread waits in it for ever.
    static void StayOnStack(byte[] masked)
    {
        Span<byte> here = stackalloc byte[masked.Length];
        Unmask(masked, here);
        Stay();
        Unmask(masked, here); // it is needed until then
    }

    static void Stay()
    {
        s_there!.Set();
        new ManualResetEventSlim().Wait();
    }

    static void InThread(Action work)
    {
        s_there = new ManualResetEventSlim();
        new Thread(() => work()) { IsBackground = true }.Start();
        s_there.Wait();
    }

    static Span<byte> Pages(int flags)
    {
        var pages = mmap(null, 2 * Page, ReadWrite, flags, -1, 0);
        return new Span<byte>(pages, 2 * Page);
    }

    [LibraryImport("libc")]
    private static partial byte* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int mprotect(byte* address, nuint length, int protection);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);
}
