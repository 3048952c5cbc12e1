using KioskSim.Card.Slots;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Payment;
using KioskSim.Kiosk.Printing;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.Session;

/// <summary>What one kiosk is built of: its devices, its line to the centre, its clock.</summary>
public sealed record KioskParts
{
    public required KioskId Id { get; init; }

    public required ICardSlot CardSlot { get; init; }

    public required ICoinSlot Coins { get; init; }

    public required IPrinter Printer { get; init; }

    public required IOutTray OutTray { get; init; }

    public required IClerkLamp Lamp { get; init; }

    public required CertificateCentre.CertificateCentreClient Centre { get; init; }

    public required PinResetDesk.PinResetDeskClient PinResets { get; init; }

    /// <summary>The authority that vouches for cities' keys, DER; part of the kiosk as delivered.</summary>
    public required byte[] CityKeyAuthority { get; init; }

    public required TimeProvider Clock { get; init; }

    public required Entropy Entropy { get; init; }

    public required KioskOptions Options { get; init; }

    public required ILoggerFactory Log { get; init; }

    /// <summary>A fault, and null in every kiosk that is to be trusted: is handed each secret, and keeps a copy where none may be.</summary>
    public Action<ReadOnlySpan<byte>>? KeptCopies { get; init; }

    /// <summary>A fault, and false in every kiosk that is to be trusted: step 10 believes whatever arrives, and prints it.</summary>
    public bool GuardOff { get; init; }
}
