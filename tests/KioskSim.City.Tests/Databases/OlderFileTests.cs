using Dapper;
using Google.Protobuf;
using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Issuance;
using KioskSim.City.Numbers;
using KioskSim.City.Registry;
using KioskSim.City.Suppression;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.Tests.Issuance;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Databases;

/// <summary>What an older file holds is all there when this program has opened it.</summary>
public sealed class OlderFileTests : IDisposable
{
    static readonly byte[] Token = [.. Enumerable.Repeat((byte)7, 32)];

    readonly TemporaryFolder _folder = new();
    readonly SealedNumbers _numbers = new(new byte[SealedNumbers.KeySize], Entropy.Secure);
    readonly ManualTime _clock = new(JpkiCentre.Noon);
    readonly Database _database;

    public OlderFileTests()
    {
        var row = Rows.Household(1, Rows.Head(1, 11).With(p => p.IndividualNumber = "").With(p => p.JukiCards.Add(JukiVisit.Card(JukiVisit.Number))));
        using (var older = Database.OpenFile(_folder["city.db"]))
        {
            older.Read(c => c.Execute(OlderFile.Sql, new
            {
                row = row.ToByteArray(), box = _numbers.Seal(Town.Here, new ResidentId(1), Rows.MarkerNumber), key = new byte[] { 5 },
                token = System.Security.Cryptography.SHA256.HashData(Token),
            }));
        }

        _database = CityDatabase.Migrated(Database.OpenFile(_folder["city.db"]));
    }

    [Fact]
    public void The_copy_of_the_registers_is_there_with_its_sealed_numbers()
    {
        var copy = new RegisterCopy(_database, _numbers, new AuditLog(_database, _clock, new PenOfTheAct()));
        Assert.Equal("山田　花子", copy.FindApplicant(Town.Here, new CertificateSerial(11))!.Person.Name.Text);
        Assert.Equal(new ResidentId(1), copy.FindApplicant(Town.Here, JukiVisit.Number)!.Person.Id);
        Assert.Equal(Rows.MarkerNumber, copy.OpenNumber(Town.Here, new ResidentId(1), Issues.Session, "because"));
        Assert.Equal([5], new JukiCardKeys(_database).Find(Town.Here, JukiVisit.Number)!);
    }

    [Fact]
    public void The_ledger_goes_on_with_the_next_number_and_the_issues_that_are_open()
    {
        var ledger = new IssueLedger(_database, _clock);
        var open = ledger.Find(Town.Here, new SessionId(1))!;
        Assert.Equal((IssueState.Issued, "R8-0000041", 200, 11), (open.State, open.IssueNumber, open.Yen, open.Serial));
        ledger.Release(Town.Here, new SessionId(1), _ => { });
        Assert.Equal(IssueState.Delivered, ledger.Settle(Town.Here, new SessionId(1), Issues.Delivery).State);

        ledger.Prepare(open with { Session = new SessionId(2).ToString(), State = IssueState.Prepared }, Token);
        Assert.Equal("R8-0000042", ledger.Redeem(Town.Here, new SessionId(2), Token, Issues.Life).IssueNumber);
    }

    [Fact]
    public void Suppressions_hold_and_the_audit_is_whole()
    {
        var audit = new AuditLog(_database, _clock, new PenOfTheAct());
        Assert.True(new OlderSuppressions(_database).Cover(Town.Here, new ResidentId(1), (CertificateKind)3));
        Assert.Equal(
            [(1, 1000, 101, 1), (2, 3000, 201, 1)], audit.Read(Town.Here).Select(e => (e.Number, e.At, e.Event, e.Resident!.Value)));
        Assert.Equal([("notice", 1, 2)], audit.Read(Town.Elsewhere).Select(e => (e.Reason, e.Number, e.Resident!.Value)));
        Assert.All((MunicipalityCode[])[Town.Here, Town.Elsewhere], city => Assert.True(AuditChain.Check(audit.Read(city)).Holds));
    }

    public void Dispose()
    {
        _database.Dispose();
        _numbers.Dispose();
        _folder.Dispose();
    }
}
