namespace KioskSim.Domain.Values;

/// <summary>All that the centre learns of an application: which session of which kiosk asks which city for which kind (002-14).</summary>
public readonly record struct Routing(SessionId Session, KioskId Kiosk, MunicipalityCode Municipality, CertificateKind Kind);
