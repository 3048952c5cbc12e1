using System.Runtime.InteropServices;
using System.Text;
using static KioskSim.Card.Pcsc.PcscLibrary;

namespace KioskSim.Card.Pcsc;

/// <summary>
/// A connection to the PC/SC daemon. For one thread at a time: pcsc-lite lets nobody else use a context while one waits in it, so the
/// watch over a reader and the talk to its card have one each.
/// </summary>
sealed unsafe class PcscContext : IDisposable
{
    readonly nint _context;

    PcscContext(nint context) => _context = context;

    /// <exception cref="PcscException">No library, or no daemon.</exception>
    public static PcscContext Establish()
    {
        try
        {
            var error = SCardEstablishContext(new CULong(ScopeSystem), 0, 0, out var context).AsError();
            return error == PcscError.None
                ? new PcscContext(context)
                : throw new PcscException($"The PC/SC daemon does not answer (0x{(uint)error:X8}): start pcscd (Debian: pcscd).");
        }
        catch (DllNotFoundException)
        {
            throw new PcscException("There is no PC/SC library: install libpcsclite1 and pcscd.");
        }
    }

    /// <summary>Names of the readers, card or no card.</summary>
    public IReadOnlyList<string> Readers()
    {
        CULong length = default;
        if (SCardListReaders(_context, 0, null, ref length).AsError() != PcscError.None)
            return [];
        var names = new byte[(int)length.Value];
        fixed (byte* p = names)
        {
            return SCardListReaders(_context, 0, p, ref length).AsError() == PcscError.None
                ? Encoding.UTF8.GetString(names, 0, (int)length.Value).Split('\0', StringSplitOptions.RemoveEmptyEntries)
                : [];
        }
    }

    /// <summary>Waits until a reader's state is another than the one that is known.</summary>
    /// <param name="known">The state last seen; <see cref="StateUnaware"/> at first. Receives the new one.</param>
    /// <param name="answerToReset">Of the card that lies there, if one does.</param>
    public PcscError WaitForChange(string reader, TimeSpan atMost, ref uint known, out byte[] answerToReset)
    {
        fixed (byte* name = Encoding.UTF8.GetBytes(reader + '\0'))
        {
            var state = new ReaderState { Reader = name, Known = new CULong(known) };
            var error = SCardGetStatusChange(_context, new CULong((uint)atMost.TotalMilliseconds), ref state, new CULong(1)).AsError();
            answerToReset = ((ReadOnlySpan<byte>)state.Answer)[..(int)Math.Min(state.AnswerLength.Value, 33)].ToArray();
            if (error == PcscError.None)
                known = (uint)state.Now.Value & ~StateChanged;
            return error;
        }
    }

    /// <summary>Takes the card that lies in a reader for this process alone.</summary>
    /// <exception cref="Domain.Errors.FlowException">CardRemoved, or CardUnreadable: it does not answer, or another program holds it.</exception>
    public (nint Card, IoRequest Protocol) Connect(string reader)
    {
        SCardConnect(_context, reader, new CULong(ShareExclusive), new CULong(AnyProtocol), out var card, out var protocol)
            .AsError().ThrowIfFailed("connect");
        return (card, new IoRequest(protocol));
    }

    public void Dispose() => SCardReleaseContext(_context);
}
