using KioskSim.City.Issuance;
using KioskSim.Domain.Values;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>Step 9 for tests that go step by step: the product's own print room is done when it returns, so that there is nothing to wait for.</summary>
static class IssuedAtOnce
{
    public static byte[] Issue(this IssueDesk desk, MunicipalityCode city, SessionId session, byte[] token) =>
        desk.IssueAsync(city, session, token).GetAwaiter().GetResult();
}
