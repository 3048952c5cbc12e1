using System.Net;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Hosting.Faults;
using KioskSim.Hosting.Zones;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting;

/// <summary>
/// What every service logs (docs/log-events.md). All of it in one class: the generator that makes the methods' bodies puts classes in an order of its own, and another one each time, which would make each build
/// of the same source another program.
/// </summary>
static partial class HostingLog
{
    [LoggerMessage(LogEvents.HandshakeRefused, LogLevel.Warning, "Refused on {Zone}: {Address} shows no certificate of this line")]
    public static partial void HandshakeRefused(ILogger log, string zone, IPAddress? address);

    [LoggerMessage(LogEvents.ServiceListens, LogLevel.Information, "{Service} listens at {Address}")]
    public static partial void Listens(ILogger log, Caller service, IPEndPoint address);

    [LoggerMessage(LogEvents.TablesAway, LogLevel.Error, "The tables cannot be had ({ErrorType}); what is done at intervals waits for them")]
    public static partial void TablesAway(ILogger log, string errorType);

    [LoggerMessage(LogEvents.CallerRefused, LogLevel.Warning, "Refused: {Caller} may not call {Method}")]
    public static partial void Refused(ILogger log, string caller, string method);

    [LoggerMessage(LogEvents.CallerBlocked, LogLevel.Error, "Blocked from now on after repeated refusals: {Caller}")]
    public static partial void NowBlocked(ILogger log, Caller caller);

    [LoggerMessage(LogEvents.BlockedCallerTried, LogLevel.Warning, "Refused: {Caller} is blocked and tried {Method}")]
    public static partial void Blocked(ILogger log, Caller caller, string method);

    [LoggerMessage(LogEvents.CallEndedEarly, LogLevel.Information, "{Method} ends with {Code} ({Detail})")]
    public static partial void EndedEarly(ILogger log, string method, FlowErrorCode code, string detail);

    [LoggerMessage(LogEvents.CallFailed, LogLevel.Error, "{Method} failed: {ErrorType} at {Place}")]
    public static partial void Failed(ILogger log, string method, string errorType, string? place);

    [LoggerMessage(LogEvents.FaultKeepsCopies, LogLevel.Warning, "A fault is on: copies of secrets are kept in {Place}")]
    public static partial void FaultIsOn(ILogger log, KeptPlace place);

    [LoggerMessage(LogEvents.FaultKeptCopy, LogLevel.Warning, "The fault keeps {Copy}")]
    public static partial void Kept(ILogger log, string copy);
}
