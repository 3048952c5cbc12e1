namespace KioskSim.Strict.Landlock;

/// <summary>What Landlock can forbid and leaves something behind (linux/landlock.h, <c>LANDLOCK_ACCESS_FS_*</c>). Reading and running stay allowed.</summary>
[Flags]
enum LandlockRights : ulong
{
    None = 0,
    WriteFile = 1 << 1,
    RemoveFolder = 1 << 4,
    RemoveFile = 1 << 5,
    MakeCharacterDevice = 1 << 6,
    MakeFolder = 1 << 7,
    MakeFile = 1 << 8,
    MakeSocket = 1 << 9,
    MakeFifo = 1 << 10,
    MakeBlockDevice = 1 << 11,
    MakeLink = 1 << 12,

    /// <summary>Moving or linking a file to another folder; from ABI 2.</summary>
    MoveElsewhere = 1 << 13,

    /// <summary>From ABI 3.</summary>
    Truncate = 1 << 14,

    /// <summary>Commands to a device; from ABI 5.</summary>
    CommandDevice = 1 << 15,
}
