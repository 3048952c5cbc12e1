using Grpc.Core;
using KioskSim.Domain.Errors;

namespace KioskSim.Simulation.Network;

/// <summary>How a call ended, by names alone.</summary>
static class CallOutcome
{
    /// <returns><c>ok</c>, the name of a typed error, or that of gRPC's code.</returns>
    public static string Of(Status status) =>
        status.StatusCode == StatusCode.OK ? "ok"
        : Enum.TryParse<FlowErrorCode>(status.Detail, out var code) && $"{code}" == status.Detail ? status.Detail
        : $"{status.StatusCode}";
}
