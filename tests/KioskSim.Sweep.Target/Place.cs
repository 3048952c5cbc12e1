namespace KioskSim.Sweep.Target;

/// <summary>Where a copy can be forgotten.</summary>
public enum Place
{
    String,
    CharArray,
    ByteArray,
    LargeArray,
    PinnedArray,
    PooledArray,
    DeadArray,
    DictionaryKey,
    MemoryStream,
    Closure,
    ThreadStatic,
    Stack,
    NativeHeap,
    OwnPages,
    PagesWithoutAccess,
    SharedMemory,
    NamelessFile,
    DeletedFile,
    File,
    LogLine,
}
