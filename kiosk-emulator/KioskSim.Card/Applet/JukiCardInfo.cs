using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;

namespace KioskSim.Card.Applet;

/// <summary>
/// What anybody who holds a 住基カード may read of it: 26 ASCII digits, the city's code (6), the card's number (12) and the last day on which it is
/// good (8). No name, no address, no other number. The file is the city's word to its own machines only: nothing may be believed because of it.
/// </summary>
public sealed record JukiCardInfo(MunicipalityCode Municipality, JukiCardNumber Number, DateOnly LastDay)
{
    public const int Size = 6 + JukiCardNumber.Digits + 8;

    const string Day = "yyyyMMdd";

    public byte[] Encode() => Encoding.ASCII.GetBytes($"{Municipality}{Number}{LastDay.ToString(Day, CultureInfo.InvariantCulture)}");

    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out JukiCardInfo? info)
    {
        info = null;
        if (file.Length != Size)
            return false;
        var text = Encoding.ASCII.GetString(file);
        if (MunicipalityCode.TryParse(text[..6], out var municipality)
            && long.TryParse(text.AsSpan(6, JukiCardNumber.Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
            && JukiCardNumber.TryCreate(digits, out var number)
            && DateOnly.TryParseExact(text[^8..], Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
        {
            info = new JukiCardInfo(municipality, number, last);
        }

        return info is not null;
    }

    public override string ToString() => "住基カード (content not shown)";
}
