using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KioskSim.Card.Pcsc;

/// <summary>
/// The seven functions of PC/SC that a kiosk needs, as pcsc-lite has them: DWORD is an unsigned long, LONG a long, both as wide as a
/// pointer here.
/// </summary>
static unsafe partial class PcscLibrary
{
    const string Library = "libpcsclite.so.1";

    public const uint ScopeSystem = 2;
    public const uint ShareExclusive = 1;
    public const uint AnyProtocol = 3; // T=0 or T=1
    public const uint ResetCard = 1;

    /// <summary>Nothing is known of the reader yet.</summary>
    public const uint StateUnaware = 0;

    public const uint StateChanged = 0x02;
    public const uint StatePresent = 0x20;

    /// <summary>Above these bits of a state the daemon counts insertions and removals.</summary>
    public const int CounterShift = 16;

    [LibraryImport(Library)]
    public static partial CLong SCardEstablishContext(CULong scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library)]
    public static partial CLong SCardReleaseContext(nint context);

    [LibraryImport(Library)]
    public static partial CLong SCardListReaders(nint context, nint groups, byte* readers, ref CULong length);

    [LibraryImport(Library)]
    public static partial CLong SCardGetStatusChange(nint context, CULong milliseconds, ref ReaderState state, CULong count);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial CLong SCardConnect(nint context, string reader, CULong share, CULong protocols, out nint card, out CULong protocol);

    [LibraryImport(Library)]
    public static partial CLong SCardDisconnect(nint card, CULong disposition);

    [LibraryImport(Library)]
    public static partial CLong SCardTransmit(
        nint card, in IoRequest sent, byte* command, CULong commandLength, nint received, byte* response, ref CULong responseLength);

    public static PcscError AsError(this CLong result) => (PcscError)(uint)result.Value;

    /// <summary>SCARD_READERSTATE.</summary>
    public struct ReaderState
    {
        public byte* Reader;
        public void* UserData;
        public CULong Known;
        public CULong Now;
        public CULong AnswerLength;
        public AnswerBuffer Answer;
    }

    [InlineArray(33)]
    public struct AnswerBuffer
    {
        byte _first;
    }

    /// <summary>SCARD_IO_REQUEST: the protocol, and the size of this.</summary>
    public readonly struct IoRequest(CULong protocol)
    {
        public readonly CULong Protocol = protocol;
        public readonly CULong Size = new((uint)sizeof(IoRequest));
    }
}
