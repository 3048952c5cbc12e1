using System.Globalization;
using Google.Protobuf;
using KioskSim.Contracts.Lgwan;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Services;

/// <summary>Reads what the card counter and the 24-hour line send. What cannot be read is a bad request that names the field, never its content.</summary>
static class Messages
{
    public static CertificateSerial Serial(ByteString bytes, string field = "serial") =>
        CertificateSerial.TryFromDer(bytes.Span, out var serial) ? serial : throw Wire.Bad($"{field} is no serial number");

    public static IssueOrder Order(CertificateOrder? order)
    {
        if (order is null)
            throw Wire.Bad("order is missing");
        var birth = Date(order.Birth, "birth");
        return new IssueOrder(order.PublicKey.Memory, Wire.Municipality(order.Municipality), birth, Date(order.CardExpiry, "card_expiry"))
        {
            Attributes = order.Holder is { } holder ? new SigningAttributes(holder.Name, holder.Address, birth, Sex(holder.Sex)) : null,
            Beside = order.Beside.IsEmpty ? null : Serial(order.Beside, "beside"),
        };
    }

    static int Sex(int code) => code is 1 or 2 ? code : throw Wire.Bad("holder.sex is 1 or 2");

    static DateOnly Date(string text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wire.Bad($"{field} is no date (yyyy-MM-dd)");
}
