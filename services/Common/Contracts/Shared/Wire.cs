using Google.Protobuf;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Contracts.Shared;

/// <summary>
/// From the wire to values that cannot be wrong, at the border of every service. What is malformed is a
/// <see cref="FlowErrorCode.BadRequest"/> that names the field.
/// </summary>
public static class Wire
{
    public static SessionId Session(ByteString bytes) => bytes.Length == SessionId.Size
        ? SessionId.FromBytes(bytes.Span)
        : throw Bad($"session is {SessionId.Size} bytes, not {bytes.Length}");

    public static ByteString Session(SessionId session) => UnsafeByteOperations.UnsafeWrap(session.ToBytes());

    public static KioskId Kiosk(string name) => KioskId.TryParse(name, out var kiosk) ? kiosk : throw Bad("kiosk is no kiosk id");

    /// <exception cref="FlowException"><see cref="FlowErrorCode.MunicipalityUnknown"/></exception>
    public static MunicipalityCode Municipality(string code) =>
        MunicipalityCode.TryParse(code, out var municipality) ? municipality : throw new FlowException(FlowErrorCode.MunicipalityUnknown);

    /// <exception cref="FlowException"><see cref="FlowErrorCode.KindNotOffered"/></exception>
    public static Domain.Values.CertificateKind Kind(CertificateKind kind) => Enum.IsDefined((Domain.Values.CertificateKind)kind)
        ? (Domain.Values.CertificateKind)kind
        : throw new FlowException(FlowErrorCode.KindNotOffered);

    public static Domain.Values.Routing Routing(Routing? routing) => routing is null
        ? throw Bad("routing is missing")
        : new Domain.Values.Routing(Session(routing.Session), Kiosk(routing.Kiosk), Municipality(routing.Municipality), Kind(routing.Kind));

    public static Routing Routing(Domain.Values.Routing routing) => new()
    {
        Session = Session(routing.Session),
        Kiosk = routing.Kiosk.ToString(),
        Municipality = routing.Municipality.ToString(),
        Kind = (CertificateKind)routing.Kind,
    };

    public static FlowException Bad(string what) => new(FlowErrorCode.BadRequest, what);
}
