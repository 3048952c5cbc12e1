using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace KioskSim.Hosting.Zones;

/// <summary>Which line a connection came in on, and who it is; read once for each connection.</summary>
/// <param name="own">What the service shows on that line.</param>
sealed class ZoneConnection(ZoneCredential own, IFeatureCollection features)
{
    Caller? _caller;

    /// <summary>Null when the peer showed no certificate.</summary>
    public Caller? Caller => _caller ??= features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate ? Zones.Caller.Read(own.Zone, certificate) : null;

    /// <summary>Who is called.</summary>
    public Caller Service => own.Holder;

    public static ZoneConnection? Of(ServerCallContext context) => context.GetHttpContext().Features.Get<ZoneConnection>();
}
