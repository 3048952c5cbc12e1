using System.Globalization;
using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;

namespace KioskSim.City.Issuance;

/// <summary>Where an issue stands. Once it is over it changes no more.</summary>
public enum IssueState
{
    /// <summary>Everything was checked; the token is out.</summary>
    Prepared = 1,

    /// <summary>The token was redeemed and the certificate made.</summary>
    Issued = 2,

    /// <summary>The city said yes to handing it out.</summary>
    Released = 3,

    Delivered = 4,
    Refunded = 5,
    Cancelled = 6,
}

/// <summary>One line of the city's ledger of issues. Times are milliseconds since 1970, amounts yen.</summary>
public sealed record IssueRecord
{
    public required string Session { get; init; }

    public required string Municipality { get; init; }

    public required string Kiosk { get; init; }

    public required IssueState State { get; init; }

    public int Kind { get; init; }

    public int Options { get; init; }

    public int Copies { get; init; }

    /// <summary>Serial number of the certificate that applied, and the key of its issuer: what JPKI is asked about again. 0 and empty: none did.</summary>
    public long Serial { get; init; }

    public byte[] IssuerKey { get; init; } = [];

    /// <summary>Number of the 住基カード that applied; null: a certificate did.</summary>
    public long? JukiCard { get; init; }

    /// <summary>The card that applied: the columns above, seen as one.</summary>
    public AppliedCard Card
    {
        get => JukiCard is { } number ? new AppliedCard.Juki(new JukiCardNumber(number)) : new AppliedCard.Certificate(new CertificateSerial(Serial), IssuerKey);
        init
        {
            if (value is AppliedCard.Certificate certificate)
                (Serial, IssuerKey) = (certificate.Serial.Value, certificate.IssuerKey.ToArray());
            else
                JukiCard = ((AppliedCard.Juki)value).Number.Value;
        }
    }

    /// <summary>Numbers of those who are to be printed, with commas between them.</summary>
    public string Members { get; init; } = "";

    /// <summary>What was asked for: kind, options, copies and members, seen as one.</summary>
    public Wanted Wanted
    {
        get => new(
            (CertificateKind)Kind, new Copies(Copies), (CertificateOptions)Options,
            [.. Members.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(m => long.Parse(m, CultureInfo.InvariantCulture))]);
        init => (Kind, Options, Copies, Members) = ((int)value.Kind, (int)value.Options, value.Copies.Count, string.Join(',', value.Members));
    }

    /// <summary>SHA-256 of the rows that the certificate was made from; null before it is made.</summary>
    public byte[]? Source { get; init; }

    /// <summary>The city's own number of the applicant; 0: somebody from another city.</summary>
    public long Resident { get; init; }

    /// <summary>Digest of what the card signed.</summary>
    public required byte[] Evidence { get; init; }

    /// <summary>The kiosk's one-time public key.</summary>
    public required byte[] ReplyKey { get; init; }

    public int Yen { get; init; }

    public int Sheets { get; init; }

    public string? IssueNumber { get; init; }

    public long PreparedAt { get; init; }

    public long? IssuedAt { get; init; }

    public long? ReleasedAt { get; init; }

    public long? SettledAt { get; init; }

    public int CopiesDelivered { get; init; }

    public int YenKept { get; init; }

    public int YenReturned { get; init; }

    public bool IsOver => State >= IssueState.Delivered;

    /// <summary>How it ended; meant where it has.</summary>
    public IssueEnding Ending => new(State, CopiesDelivered, YenKept, YenReturned);
}

/// <summary>How an issue ended, as the centre reports it.</summary>
public sealed record IssueEnding(IssueState State, int CopiesDelivered, int YenKept, int YenReturned);
