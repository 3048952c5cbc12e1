using Dapper;
using KioskSim.City.Audit;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Values;

namespace KioskSim.City.Tests.Audit;

/// <summary>The audit as it lies in the database.</summary>
public sealed class AuditLogTests : IDisposable
{
    readonly CityStore _city = new();

    [Fact]
    public void Each_city_has_a_chain_of_its_own_without_gaps_001_44()
    {
        for (var i = 0; i < 6; i++)
            _city.Audit.Append(AuditEvent.CertificateIssued, i % 3 == 0 ? Town.Elsewhere : Town.Here, new SessionId((UInt128)i), i, "ResidentRecord");

        Assert.Equal([1, 2, 3, 4], _city.Audit.Read(Town.Here).Select(e => e.Number));
        Assert.Equal([1, 2], _city.Audit.Read(Town.Elsewhere).Select(e => e.Number));
        Assert.All((MunicipalityCode[])[Town.Here, Town.Elsewhere], city => Assert.True(AuditChain.Check(_city.Audit.Read(city)).Holds));
        Assert.Empty(_city.Audit.Read(Town.Kamahara.Code));
    }

    [Fact]
    public void What_a_failed_act_would_have_recorded_leaves_no_gap()
    {
        _city.Audit.Append(AuditEvent.CertificateIssued, Town.Here, null, 1, "first");
        Assert.Throws<InvalidOperationException>(() => _city.Database.Write(c =>
        {
            _city.Audit.Append(c, AuditEvent.CertificateIssued, Town.Here, null, 1, "never");
            throw new InvalidOperationException();
        }));
        _city.Audit.Append(AuditEvent.CertificateIssued, Town.Here, null, 1, "second");
        Assert.Equal(["first", "second"], _city.Audit.Read(Town.Here).Select(e => e.Reason));
        Assert.True(AuditChain.Check(_city.Audit.Read(Town.Here)).Holds);
    }

    [Fact]
    public async Task Two_servers_that_write_at_the_same_time_keep_the_chain_whole()
    {
        const int Each = 60;
        using var other = CityDatabase.Migrated(_city.Tables.Open());
        var theirs = new AuditLog(other, _city.Clock, new PenOfTheAct());
        await Race.BothAsync(() => Write(_city.Audit), () => Write(theirs));

        var verdict = AuditChain.Check(_city.Audit.Read(Town.Here));
        Assert.Equal((true, 2 * Each), (verdict.Holds, verdict.Entries));

        static int Write(AuditLog log)
        {
            for (var i = 0; i < Each; i++)
                log.Append(AuditEvent.IndividualNumberOpened, Town.Here, null, i, "ResidentRecord");
            return Each;
        }
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET resident = 9 WHERE number = 3", AuditFault.Altered, 3)]
    [InlineData("UPDATE audit_entry SET session = NULL WHERE number = 5", AuditFault.Altered, 5)]
    [InlineData("DELETE FROM audit_entry WHERE number = 2", AuditFault.Removed, 2)]
    [InlineData("UPDATE audit_entry SET number = -number WHERE number IN (2, 3); UPDATE audit_entry SET number = number + 5 WHERE number < 0", AuditFault.Reordered, 2)]
    public void What_somebody_does_to_the_table_is_found(string sql, AuditFault fault, long at)
    {
        for (var i = 1; i <= 5; i++)
            _city.Audit.Append(AuditEvent.IndividualNumberOpened, Town.Here, new SessionId((UInt128)i), i, "ResidentRecord");
        _city.Database.Write(c => c.Execute(sql));
        var verdict = AuditChain.Check(_city.Audit.Read(Town.Here));
        Assert.Equal((fault, at), (verdict.Fault, verdict.FirstWrong));
    }

    public void Dispose() => _city.Dispose();
}
