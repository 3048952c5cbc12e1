using KioskSim.Domain.Errors;

namespace KioskSim.Card.Pcsc;

/// <summary>What PC/SC answers, as far as it is told apart here (pcsc-lite's pcsclite.h).</summary>
enum PcscError : uint
{
    None = 0,
    TimedOut = 0x8010000A,
    NoCard = 0x8010000C,

    /// <summary>The card was pulled, and the daemon has not noticed yet.</summary>
    NotTransacted = 0x80100016,
    CardRemoved = 0x80100069,
    NoReaders = 0x8010002E,
}

static class PcscErrors
{
    /// <summary>As the kiosk's card code knows it: whatever is no removal is a card that cannot be read.</summary>
    public static void ThrowIfFailed(this PcscError error, string what)
    {
        if (error != PcscError.None)
        {
            throw new FlowException(
                error is PcscError.NoCard or PcscError.NotTransacted or PcscError.CardRemoved ? FlowErrorCode.CardRemoved : FlowErrorCode.CardUnreadable,
                $"PC/SC, {what}: 0x{(uint)error:X8}");
        }
    }
}
