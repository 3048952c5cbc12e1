using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;

namespace KioskSim.Cluster.Parts;

/// <summary>What it means to somebody outside of the services that one does not answer.</summary>
static class Unreachable
{
    public static FlowErrorCode Of(string role) => role switch
    {
        Party.Centre => FlowErrorCode.CentreUnreachable,
        Party.Jpki => FlowErrorCode.JpkiUnreachable,
        Party.City => FlowErrorCode.CityUnreachable,
        _ => FlowErrorCode.Internal,
    };
}
