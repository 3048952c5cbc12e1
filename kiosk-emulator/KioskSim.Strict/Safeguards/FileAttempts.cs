using System.Text;
using KioskSim.Strict.Kernel;
using KioskSim.Strict.Landlock;

namespace KioskSim.Strict.Safeguards;

/// <summary>Each way to change something in a file system, tried so that nothing is changed, or put back, where it is not refused.</summary>
static unsafe class FileAttempts
{
    const int ReadOnly = 0;
    const int WriteOnly = 1;
    const int CreateNew = 0xC0; // O_CREAT | O_EXCL
    const int Append = 0x400;
    const int CloseOnExec = 0x80000;
    const int Nameless = 0x400000; // O_TMPFILE, which goes with the flag for folders
    const uint OwnerOnly = 0x180; // 0600
    const uint Regular = 0x8000;
    const uint Fifo = 0x1000;
    const uint CharacterDevice = 0x2000;
    const uint BlockDevice = 0x6000;
    const int Unix = 1;
    const int Stream = 1;
    const int LongestSocketName = 107;
    const int SizeOfStatx = 256;
    const int SizeInStatx = 40;
    const uint SizeOnly = 0x200;
    const int Here = -100; // AT_FDCWD
    const nuint AskTerminal = 0x5401; // TCGETS

    public static IEnumerable<Safeguard> In(IReadOnlyList<Place> places, LandlockAbi abi)
    {
        IReadOnlyList<Place> withFile = [.. places.Where(p => p.File is not null)];
        return
        [
            Of("a new file", places, NewFile),
            Of("writing to a new file", places, NewFileToWrite),
            Of("writing to a file", withFile, p => Open(p.File!, WriteOnly)),
            Of("appending to a file", withFile, p => Open(p.File!, WriteOnly | Append)),
            Of("a file without a name", places, p => Open(p.Folder, WriteOnly | Nameless | Machine.Here().FolderFlag)),
            Of("truncating a file", withFile, p => Libc.truncate(p.File!, SizeOf(p.File!))),
            Of("renaming a file", withFile, p => Libc.rename(p.File!, p.File!)),
            Of("removing a file", withFile, p => Libc.unlink(p.Folder)), // a folder stays, and the refusal comes before that is looked at
            Of("removing a folder", withFile, p => Libc.rmdir(p.Folder)), // one that is not empty stays
            Of("a new folder", places, p => Made(Libc.mkdir(p.Free, OwnerOnly), () => Libc.rmdir(p.Free))),
            Of("a symbolic link", places, p => Made(Libc.symlink("nowhere", p.Free), () => Libc.unlink(p.Free))),
            Of("a hard link", withFile, p => Made(Libc.link(p.File!, p.Free), () => Libc.unlink(p.Free))),
            Of("a FIFO", places, p => Node(p, Fifo)),
            Of("a character device", places, p => Node(p, CharacterDevice)),
            Of("a block device", places, p => Node(p, BlockDevice)),
            Of("a socket with a name", places, Socket),
            .. abi.Rights.HasFlag(LandlockRights.CommandDevice) ? [Of("a command to a device", [new Place("/dev", "/dev/null")], CommandDevice)] : (Safeguard[])[],
        ];
    }

    public static int NewFile(Place place) => Node(place, Regular);

    // Of two refusals the second may come when the file is there already.
    static int NewFileToWrite(Place place) => WithErrorOf(Open(place.Free, WriteOnly | CreateNew), () => Libc.unlink(place.Free));

    /// <summary>In the first of the places where it is not refused, it is a breach.</summary>
    public static Safeguard Of(string name, IReadOnlyList<Place> places, Func<Place, int> attempt) => new(name, () =>
        places.FirstOrDefault(p => !IsRefused(attempt(p))) is { } place ? $"{name} is possible in {place.Folder}" : null);

    // What the sandbox answers, and what a file system that is read-only or knows no such thing does. A place that is not there is no place.
    static bool IsRefused(int answer) =>
        answer < 0 && Libc.Error is Errno.AccessDenied or Errno.ReadOnly or Errno.NotPermitted or Errno.NotSupported or Errno.NotThere or Errno.NotAFolder;

    static int Open(string path, int flags)
    {
        var file = Libc.open(path, flags | CloseOnExec, OwnerOnly);
        return file < 0 ? file : Libc.close(file);
    }

    static int Node(Place place, uint kind) => Made(Libc.mknod(place.Free, kind | OwnerOnly, 0), () => Libc.unlink(place.Free));

    static int Socket(Place place)
    {
        var name = Encoding.UTF8.GetBytes(place.Free);
        if (name.Length > LongestSocketName)
            return 0;
        var address = stackalloc byte[sizeof(ushort) + name.Length + 1];
        *(ushort*)address = Unix;
        name.CopyTo(new Span<byte>(address + sizeof(ushort), name.Length));
        var socket = Libc.socket(Unix, Stream, 0);
        var answer = Libc.bind(socket, address, (uint)(sizeof(ushort) + name.Length + 1));
        return Made(WithErrorOf(answer, () => Libc.close(socket)), () => Libc.unlink(place.Free));
    }

    // A question that a terminal answers; this device does not know it.
    static int CommandDevice(Place place)
    {
        var device = Libc.open(place.File!, ReadOnly | CloseOnExec);
        if (device < 0)
            return device;
        var answer = Libc.ioctl(device, AskTerminal, 0);
        return WithErrorOf(answer, () => Libc.close(device));
    }

    static nint SizeOf(string file)
    {
        var status = stackalloc byte[SizeOfStatx];
        return Libc.statx(Here, file, 0, SizeOnly, status) == 0 ? (nint)(*(ulong*)(status + SizeInStatx)) : throw new StrictModeException($"{file} cannot be looked at ({Libc.Error}).");
    }

    // What comes after it has an error of its own, or none.
    static int WithErrorOf(int answer, Func<int> after)
    {
        var error = Libc.Error;
        _ = after();
        Libc.Error = error;
        return answer;
    }

    static int Made(int answer, Func<int> remove)
    {
        if (answer >= 0)
            _ = remove();
        return answer;
    }
}
