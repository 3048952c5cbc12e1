using System.Diagnostics;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Domain.Flow;

/// <summary>
/// One citizen's visit to a kiosk: the trace to which all its hops belong, whichever service they reach, and one more in the count of how visits end. It
/// says what was wanted and of which city, as the centre's journal does (002-09); never who came.
/// </summary>
public sealed class FlowVisit : IDisposable
{
    readonly Activity? _activity;
    readonly string _kind;
    readonly string? _city;
    bool _isOver;

    FlowVisit(string kind, MunicipalityCode? city)
    {
        (_kind, _city) = (kind, city?.ToString());
        _activity = FlowTrace.StartVisit(_kind, _city);
    }

    /// <summary>Somebody who wants a certificate.</summary>
    public static FlowVisit Begin(CertificateKind kind, MunicipalityCode city) => new(kind.ToString(), city);

    /// <summary>Somebody who applies to use a family register there.</summary>
    public static FlowVisit BeginUseRegistration(MunicipalityCode city) => new("UseRegistration", city);

    /// <summary>Somebody who sets a new PIN, which is no city's business.</summary>
    public static FlowVisit BeginPinReset() => new("PinReset", null);

    /// <summary>It is known how it ends; what follows is parting.</summary>
    /// <param name="error">Null: well.</param>
    public void End(FlowErrorCode? error)
    {
        if (_isOver)
            return;
        _isOver = true;
        if (error is { } code)
            _activity.End(code.ToString());
        FlowMeter.VisitEnded(_kind, _city, error?.ToString() ?? FlowTrace.Ok);
    }

    /// <summary>A visit that was not said to end was broken off.</summary>
    public void Dispose()
    {
        End(FlowErrorCode.Cancelled);
        _activity?.Dispose();
    }
}
