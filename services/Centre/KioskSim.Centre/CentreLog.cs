using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Domain.Values;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre;

/// <summary>
/// What the centre logs (docs/log-events.md). All of it in one class: the generator that makes the methods' bodies puts classes in an order of its own, and another one each time, which would make each build
/// of the same source another program.
/// </summary>
static partial class CentreLog
{
    [LoggerMessage(LogEvents.CityUndescribed, LogLevel.Warning, "An issuance server does not say what it offers: {Code}")]
    public static partial void Undescribed(ILogger log, FlowErrorCode code);

    [LoggerMessage(LogEvents.CityContested, LogLevel.Error, "Two issuance servers name {Municipality}; it stays with the one that had it")]
    public static partial void Contested(ILogger log, MunicipalityCode municipality);

    [LoggerMessage(LogEvents.CityNotTold, LogLevel.Warning, "The city has not heard yet how session {Session} ended: {Code}")]
    public static partial void NotTold(ILogger log, SessionId session, FlowErrorCode code);

    [LoggerMessage(LogEvents.SessionsLapsed, LogLevel.Information, "{Sessions} sessions that nobody paid for were ended")]
    public static partial void Lapsed(ILogger log, int sessions);

    [LoggerMessage(LogEvents.RevocationListNotFetched, LogLevel.Warning, "The revocation list of generation {Generation} could not be fetched: {Reason}")]
    public static partial void NotFetched(ILogger log, int generation, string reason);

    [LoggerMessage(LogEvents.ValidityFromList, LogLevel.Warning, "JPKI's OCSP cannot be reached: a certificate was checked against a revocation list")]
    public static partial void Degraded(ILogger log);
}
