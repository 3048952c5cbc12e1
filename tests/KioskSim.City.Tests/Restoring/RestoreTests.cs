using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.Restoring;
using KioskSim.City.Suppression;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.Tests.Issuance;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Restoring;

/// <summary>A city's tables are backed up while it serves, go on, are lost, and are read back.</summary>
public sealed class RestoreTests : IDisposable
{
    static readonly FamilyRegisterId Register = new(1);

    readonly TestDatabase _tables = new();
    readonly ManualTime _clock = new(JpkiCentre.Noon);
    readonly List<string> _numbers = [];
    Server? _server;
    int _sessions;
    long _lostNotice;
    byte[] _notedHead = [];

    [Fact]
    public void Tables_that_were_read_back_are_not_served_from_until_somebody_says_so_000_73()
    {
        Serve();
        BackUpWorkOnAndReadBack();

        Assert.Contains("read back", Assert.Throws<InvalidDataException>(Serve).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(Serve); // asked again, it is no other

        TakeBack();
        Serve();
        Serve();
    }

    [Fact]
    public void No_number_is_given_twice_also_when_the_same_backup_is_read_back_again()
    {
        Serve();
        Issue(3);
        BackUpWorkOnAndReadBack();
        TakeBack();
        Serve();
        Issue(3);
        _clock.Now += TimeSpan.FromMinutes(1);
        Stop();
        _tables.ReadBack();
        TakeBack();
        Serve();
        Issue(3);

        Assert.Equal(_numbers.Count, _numbers.Distinct().Count());
        Assert.Equal("R8-8333317", _numbers[^3]); // after 18 a minute since 1 January: 321 days, 12 hours and 2 minutes
    }

    [Fact]
    public void A_city_that_was_restored_issues_nothing_before_its_registers_are_whole_and_its_notices_in_000_73()
    {
        Serve();
        Confirm();
        Assert.False(AreClosed());
        BackUpWorkOnAndReadBack();
        TakeBack();
        Serve();

        Assert.True(AreClosed());
        Assert.Empty(_server!.Notices.Open(Town.Here)); // it was taken after the backup
        Assert.False(_server.Families.Exists(Town.Here, Register)); // nobody takes a copy for whole that is not
        Assert.Equal(8, _server.Tables.Reopen([Town.Here, Town.Elsewhere]).Count);
        Assert.True(AreClosed());

        Confirm();
        _server.Notices.Take(Town.Wakabadai, [Register], atNight: true);
        Assert.Empty(_server.Tables.Reopen([Town.Here, Town.Elsewhere]));
        Assert.False(AreClosed());
        Assert.True(_server.Notices.Cover(Town.Here, Register));
    }

    [Fact]
    public void A_notice_of_paper_never_has_the_number_of_another_one_000_73()
    {
        Serve();
        BackUpWorkOnAndReadBack();
        var lost = _lostNotice;
        TakeBack();
        Serve();

        var again = _server!.Notices.Take(Town.Wakabadai, [Register], atNight: true).Number;

        Assert.NotEqual(lost, again);
        Assert.Throws<Domain.Errors.FlowException>(() => _server.Notices.Withdraw(Town.Here, lost)); // who comes with the old paper frees nothing
        Assert.True(_server.Notices.Cover(Town.Here, Register));
    }

    [Fact]
    public void The_chain_holds_says_that_it_was_restored_and_does_not_have_what_was_noted_before()
    {
        Serve();
        Issue(2);
        BackUpWorkOnAndReadBack();
        var noted = _notedHead;
        TakeBack();
        Serve();
        Issue(1);

        var chain = _server!.Audit.Read(Town.Here);
        Assert.True(AuditChain.Check(chain).Holds);
        Assert.Equal(AuditFault.CutOff, AuditChain.Check(chain, noted).Fault);
        Assert.Single(chain, e => e.Event == (long)AuditEvent.TablesRestored);
        Assert.Single(_server.Audit.Read(Town.Elsewhere), e => e.Event == (long)AuditEvent.TablesRestored);
    }

    [Fact]
    public void The_centre_s_report_of_a_lost_issue_is_taken_once_and_stands_in_the_audit_000_30()
    {
        Serve();
        Issue(1);
        BackUpWorkOnAndReadBack();
        TakeBack();
        Serve();
        var lost = new SessionId((UInt128)_sessions);

        Assert.True(_server!.Tables.TakeLost(Town.Here, lost, Issues.Delivery));
        Assert.False(_server.Tables.TakeLost(Town.Here, new SessionId(1), Issues.Delivery)); // this one is in the ledger

        var entry = Assert.Single(_server.Audit.Read(Town.Here), e => e.Event == (long)AuditEvent.LostIssueSettled);
        Assert.Equal((lost.ToString(), "Delivered, copies 1, yen kept 200, returned 0"), (entry.Session, entry.Reason));
    }

    [Fact]
    public void A_city_that_was_never_restored_takes_no_report_of_an_issue_that_it_does_not_know()
    {
        Serve();

        Assert.False(_server!.Tables.TakeLost(Town.Here, new SessionId(77), Issues.Delivery));
    }

    [Fact]
    public void Tables_that_were_moved_whole_are_served_from_at_once()
    {
        Serve();
        Issue(1);
        _tables.BackUp();
        Stop();
        _tables.ReadBack();
        WithTables(database => database.TakeAsWhole([Town.Here]));
        Serve();
        Issue(1);

        Assert.Equal(["R8-0000001", "R8-0000002"], _numbers);
        Assert.Single(_server!.Audit.Read(Town.Here), e => e.Event == (long)AuditEvent.TablesMoved);
    }

    public void Dispose()
    {
        Stop();
        _tables.Dispose();
    }

    // What is lost: numbers, a notice, entries of the audit.
    void BackUpWorkOnAndReadBack()
    {
        _server!.Families.Put([Rows.Family()]);
        _tables.BackUp();
        Issue(4);
        _lostNotice = _server.Notices.Take(Town.Wakabadai, [Register], atNight: true).Number;
        _notedHead = AuditChain.Check(_server.Audit.Read(Town.Here)).Head;
        Stop();
        _tables.ReadBack();
    }

    void Issue(int count)
    {
        for (; count > 0; count--)
        {
            var session = new SessionId((UInt128)(++_sessions));
            _server!.Ledger.Prepare(
                new IssueRecord
                {
                    Session = session.ToString(), Municipality = Town.Here.ToString(), Kiosk = "kiosk-1", State = IssueState.Prepared,
                    Kind = 1, Copies = 1, Serial = 11, IssuerKey = [1], Resident = 1, Evidence = [2], ReplyKey = [3], Yen = 200, Sheets = 1,
                },
                Issues.Token);
            _numbers.Add(_server.Ledger.Redeem(Town.Here, session, Issues.Token, Issues.Life).IssueNumber!);
            _server.Ledger.Release(Town.Here, session, c => _server.Audit.Append(c, AuditEvent.CertificateReleased, Town.Here, session, 1, "because"));
            _server.Ledger.Settle(Town.Here, session, Issues.Delivery);
        }
    }

    void Confirm()
    {
        foreach (var city in (MunicipalityCode[])[Town.Here, Town.Elsewhere])
        {
            foreach (var register in Enum.GetValues<RegisterKind>())
                _server!.Feeds.Confirm(city, register, _clock.Now);
        }
    }

    bool AreClosed() => Town.Wakabadai.Offers.Select(o => _server!.Feeds.AvailabilityOf(Town.Wakabadai, o, terminal: null, _clock.Now)).Distinct().Single() switch
    {
        Availability.Open => false,
        Availability.Suspended => true,
        var other => throw new InvalidOperationException($"{other}"),
    };

    void TakeBack() => WithTables(tables => tables.TakeBack([Town.Here, Town.Elsewhere]));

    void WithTables(Action<RestoredTables> work)
    {
        using var database = CityDatabase.Migrated(_tables.Open());
        work(new RestoredTables(database, new AuditLog(database, _clock, new PenOfTheAct()), _clock));
    }

    // As a server starts.
    void Serve()
    {
        Stop();
        var database = CityDatabase.Migrated(_tables.Open());
        _server = new Server(database, _clock);
        RestoredTables.CheckPlace(database);
    }

    void Stop()
    {
        _server?.Database.Dispose();
        _server = null;
    }

    sealed class Server(Database database, TimeProvider clock)
    {
        public Database Database => database;

        public AuditLog Audit { get; } = new(database, clock, new PenOfTheAct());

        public IssueLedger Ledger { get; } = new(database, clock);

        public FeedStates Feeds { get; } = new(database, clock);

        public FamilyRegisterCopy Families { get; } = new(database);

        public Notices Notices => new(database, Audit, clock);

        public RestoredTables Tables => new(database, Audit, clock);
    }
}
