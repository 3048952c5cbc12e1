using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;

namespace KioskSim.Kiosk.Session;

/// <summary>What the glass shows, in the order of the flow.</summary>
public enum ScreenKind
{
    Welcome = 1,
    PlaceCard,
    EnterPin,
    PleaseWait,
    Confirm,
    TakeCard,
    Pay,
    Printing,
    TakePaper,
    Finished,
    Stopped,
    OutOfService,

    // Outside an issuance.
    EnterNewPin,
    RepeatNewPin,
    PinIsSet,

    /// <summary>Step 8, before the rest of it: who of a household or a register is to be printed.</summary>
    ChooseMembers,

    // Outside an issuance: use registration.
    EnterText,
    UseApplied,
}

/// <summary>A screen without its words: those are the touch screen's. Holds nothing that says who stands before it.</summary>
public sealed record Screen(ScreenKind Kind)
{
    /// <summary>Counts up over the life of the kiosk; set when shown.</summary>
    public long Number { get; init; }

    /// <summary>Step of the flow, 1 to 15; 0 outside an issuance.</summary>
    public int Step { get; init; }

    /// <summary>Why it stopped, or what was wrong with the PIN just entered.</summary>
    public FlowErrorCode? Error { get; init; }

    public int? TriesLeft { get; init; }

    /// <summary>Which PIN is set anew.</summary>
    public CardPinKind? NewPin { get; init; }

    /// <summary>The digit on each place of the PIN pad; 10 to 35 are the letters A to Z.</summary>
    public IReadOnlyList<byte> Pad { get; init; } = [];

    public int PinEntered { get; init; }

    public Yen Due { get; init; }

    public Yen Credit { get; init; }

    public int Sheets { get; init; }

    public ReceiptNumber? Receipt { get; init; }

    /// <summary>What is to be typed.</summary>
    public UseField? Field { get; init; }

    /// <summary>How many characters of it are typed, never which.</summary>
    public int Typed { get; init; }

    /// <summary>Whom to choose from: relationships and years of birth, never names.</summary>
    public IReadOnlyList<ListedMember> Members { get; init; } = [];

    /// <summary>While a card is asked for: a 住基カード will do. While its PIN is: it is one.</summary>
    public bool JukiCard { get; init; }

    /// <summary>How often this screen has warned already that something was left behind.</summary>
    public int Warnings { get; init; }

    /// <summary>How loud this warning is: 1 to 3; 0 where there is none.</summary>
    public int WarningLevel { get; init; }

    /// <summary>What is left of the time that this screen waits, where little is; zero: enough, or it does not wait.</summary>
    public TimeSpan TimeLeft { get; init; }

    /// <summary>Whether the time may be had anew.</summary>
    public bool MoreTime { get; init; }

    /// <summary>Whether the kiosk now waits for the citizen, so that a touch is answered with this screen.</summary>
    public bool WaitsForCitizen => Kind is not (ScreenKind.PleaseWait or ScreenKind.Printing);
}
