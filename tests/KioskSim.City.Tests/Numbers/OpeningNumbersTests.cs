using System.Security.Cryptography;
using Dapper;
using KioskSim.City.Audit;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Registers;

namespace KioskSim.City.Tests.Numbers;

public sealed class OpeningNumbersTests : IDisposable
{
    static readonly SessionId Session = SessionId.New(new SeededEntropy(1, "session"));
    static readonly ResidentId Hanako = new(1);

    readonly CityStore _city = new();

    [Fact]
    public void Every_opening_leaves_an_audit_event_with_its_reason_and_session_000_44()
    {
        _city.Put(Rows.Household(1, Rows.Head(1)));
        Assert.Empty(_city.Audit.Read(Town.Here));

        for (var times = 1; times <= 2; times++)
        {
            Assert.Equal(Rows.MarkerNumber, _city.Copy.OpenNumber(Town.Here, Hanako, Session, "because"));
            Assert.Equal(times, _city.Audit.Read(Town.Here).Count);
        }

        Assert.All(_city.Audit.Read(Town.Here), entry => Assert.Equal(
            (JpkiCentre.Noon.ToUnixTimeMilliseconds(), (long)AuditEvent.IndividualNumberOpened, Session.ToString(), Hanako.Value, "because"),
            (entry.At, entry.Event, entry.Session, entry.Resident!.Value, entry.Reason)));
    }

    [Fact]
    public void The_audit_holds_no_individual_number_000_44()
    {
        _city.Put(Rows.Household(1, Rows.Head(1)));
        _city.Copy.OpenNumber(Town.Here, Hanako, Session, "because");
        Assert.DoesNotContain(Rows.MarkerNumber.Reveal(), string.Join('\n', _city.Audit.Read(Town.Here)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_open_leaves_no_audit_event_000_44()
    {
        _city.Put(Rows.Household(1, Rows.Head(1), Rows.Child(2).With(p => p.IndividualNumber = "")));
        Assert.Equal(FlowErrorCode.ApplicantUnknown, Opening(new ResidentId(2)));
        Assert.Equal(FlowErrorCode.ApplicantUnknown, Opening(new ResidentId(3)));
        Assert.Empty(_city.Audit.Read(Town.Here));

        FlowErrorCode Opening(ResidentId resident) =>
            Assert.Throws<FlowException>(() => _city.Copy.OpenNumber(Town.Here, resident, Session, "because")).Code;
    }

    [Fact]
    public void A_number_moved_to_another_row_does_not_open_and_leaves_no_audit_event_000_43()
    {
        _city.Put(Rows.Household(1, Rows.Head(1), Rows.Child(2)));
        _city.Database.Write(c => c.Execute(
            """
            UPDATE resident SET sealed_number = CASE resident WHEN 1 THEN (SELECT sealed_number FROM resident WHERE resident = 2)
              ELSE (SELECT sealed_number FROM resident WHERE resident = 1) END
            """));
        Assert.ThrowsAny<CryptographicException>(() => _city.Copy.OpenNumber(Town.Here, Hanako, Session, "because"));
        Assert.Empty(_city.Audit.Read(Town.Here));
    }

    [Fact]
    public void Another_city_opens_nothing_000_43_001_44()
    {
        _city.Put(Rows.Household(1, Rows.Head(1)));
        Assert.Throws<FlowException>(() => _city.Copy.OpenNumber(Town.Elsewhere, Hanako, Session, "because"));
        Assert.Empty(_city.Audit.Read(Town.Elsewhere));
    }

    public void Dispose() => _city.Dispose();
}
