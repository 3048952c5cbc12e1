using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace KioskSim.Hosting.Zones;

/// <summary>Which line a connection came in on, and who it is; read once for each connection.</summary>
sealed class ZoneConnection(Zone zone, IFeatureCollection features)
{
    Caller? _caller;

    /// <summary>Null when the peer showed no certificate.</summary>
    public Caller? Caller => _caller ??= features.Get<ITlsConnectionFeature>()?.ClientCertificate is { } certificate ? Zones.Caller.Read(zone, certificate) : null;

    public static ZoneConnection? Of(ServerCallContext context) => context.GetHttpContext().Features.Get<ZoneConnection>();
}
