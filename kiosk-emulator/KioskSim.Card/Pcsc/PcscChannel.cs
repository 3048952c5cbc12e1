using System.Runtime.InteropServices;
using KioskSim.Domain.Errors;
using static KioskSim.Card.Pcsc.PcscLibrary;

namespace KioskSim.Card.Pcsc;

/// <summary>
/// The card in a PC/SC reader. From the first command to the reset it is this process's alone; the reset at the end is the reader's, so
/// that no verified PIN stays behind for the next program (000-39).
/// </summary>
/// <param name="reader">The reader's name, as the daemon lists it.</param>
sealed class PcscChannel(string reader, byte[] answerToReset) : ICard
{
    Connection? _connection;

    public ReadOnlySpan<byte> AnswerToReset => answerToReset;

    public int Transmit(ReadOnlySpan<byte> command, Span<byte> response) => (_connection ??= new Connection(reader)).Transmit(command, response);

    public void Reset()
    {
        _connection?.Dispose();
        _connection = null;
    }

    sealed unsafe class Connection : IDisposable
    {
        readonly PcscContext _context;
        readonly nint _card;
        readonly IoRequest _protocol;

        public Connection(string reader)
        {
            _context = EstablishOrUnreadable();
            try
            {
                (_card, _protocol) = _context.Connect(reader);
            }
            catch
            {
                _context.Dispose();
                throw;
            }
        }

        // From the caller's bytes straight into the library: a PIN among them is copied nowhere in this process.
        public int Transmit(ReadOnlySpan<byte> command, Span<byte> response)
        {
            var length = new CULong((uint)response.Length);
            fixed (byte* sent = command, received = response)
            {
                SCardTransmit(_card, _protocol, sent, new CULong((uint)command.Length), 0, received, ref length)
                    .AsError().ThrowIfFailed("transmit");
            }

            return length.Value >= Apdu.StatusWord.Size
                ? (int)length.Value
                : throw new FlowException(FlowErrorCode.CardUnreadable, "the answer has an impossible length");
        }

        public void Dispose()
        {
            SCardDisconnect(_card, new CULong(ResetCard));
            _context.Dispose();
        }

        // The daemon was there when the card came.
        static PcscContext EstablishOrUnreadable()
        {
            try
            {
                return PcscContext.Establish();
            }
            catch (PcscException e)
            {
                throw new FlowException(FlowErrorCode.CardUnreadable, e.Message);
            }
        }
    }
}
