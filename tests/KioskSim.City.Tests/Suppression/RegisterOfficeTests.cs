using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Suppression;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.UseRegistration;
using KioskSim.Contracts.CityCore;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.Tests.Suppression;

/// <summary>The clerks' desk: notices in, entries approved, use registration decided; and what the night-duty room cannot do.</summary>
public sealed class RegisterOfficeTests : IDisposable
{
    static readonly string Here = Town.Here.ToString();
    static readonly FamilyRegisterId First = new(1);
    static readonly AppliedCard.Certificate Card = new(new CertificateSerial(11), new byte[] { 1 });

    readonly CityStore _city = new();
    readonly RegisterOfficeService _desk;

    public RegisterOfficeTests()
    {
        _desk = new RegisterOfficeService(_city.Notices, new UseClerk(_city.Uses, _city.Families), _city.Families, ServedTowns.Both);
        _city.Put(Rows.Family(), Rows.Family(2, first: 10));
    }

    [Fact]
    public async Task A_notice_at_the_counter_stops_all_its_registers_at_once_000_63()
    {
        Assert.Equal(1, await TakeAsync(1, 2));
        Assert.True(_city.Notices.Cover(Town.Here, First));
        Assert.True(_city.Notices.Cover(Town.Here, new FamilyRegisterId(2)));
        var open = Assert.Single((await ListAsync()).Notices);
        Assert.Equal((1, "2026-11-18", false, "2026-11-18T12:00:00.0000000+09:00"), (open.Notice, open.ReceivedOn, open.AtNight, open.EffectiveFrom));
        Assert.Equal([1, 2], open.Registers);
    }

    // Days to a week, the council was told; it may be longer.
    [Fact]
    public async Task A_notice_stops_its_register_for_as_long_as_the_entry_takes_000_62()
    {
        await TakeAsync(1);
        _city.Clock.Now += TimeSpan.FromDays(40);
        Assert.True(_city.Notices.Cover(Town.Here, First));
    }

    [Fact]
    public async Task Approving_an_entry_writes_it_and_frees_the_register_in_one_000_71()
    {
        var notice = await TakeAsync(1);
        await ApproveAsync(notice, Rows.Family().With(r => r.Members[0].Given = "春子"));
        Assert.False(_city.Notices.Cover(Town.Here, First));
        Assert.Equal("春子", _city.Families.Find(Town.Here, First, 1)!.Member.Given);
        Assert.Empty((await ListAsync()).Notices);
        Assert.Equal([(long)AuditEvent.NoticeTaken, (long)AuditEvent.EntryApproved], _city.Audit.Read(Town.Here).Select(e => e.Event));
    }

    [Fact]
    public async Task A_register_of_two_notices_is_free_when_both_are_closed_000_71()
    {
        var (one, other) = (await TakeAsync(1), await TakeAsync(1));
        await ApproveAsync(one, Rows.Family());
        Assert.True(_city.Notices.Cover(Town.Here, First));
        await _desk.Withdraw(new WithdrawRequest { Municipality = Here, Notice = other }, new Call());
        Assert.False(_city.Notices.Cover(Town.Here, First));
    }

    public static TheoryData<string, Action<FamilyRegisterRow>> WrongEntries { get; } = new()
    {
        { "another city's", r => r.Municipality = Town.Elsewhere.ToString() },
        { "no domicile", r => r.Place = "" },
        { "nobody in it", r => r.Members.Clear() },
        { "a date that is none", r => r.Members[0].BirthDate = "2026-02-30" },
        { "a number twice", r => r.Members[1].Number = 1 },
    };

    [Theory]
    [MemberData(nameof(WrongEntries))]
    public async Task A_wrong_entry_is_refused_whole_and_the_register_stays_stopped_000_71(string what, Action<FamilyRegisterRow> spoil)
    {
        var notice = await TakeAsync(1);
        var refused = await Assert.ThrowsAsync<FlowException>(() => ApproveAsync(notice, Rows.Family(2).With(r => r.Head = "佐藤　次郎"), Rows.Family().With(spoil)));
        Assert.Equal(FlowErrorCode.BadRequest, refused.Code);
        Assert.True(_city.Notices.Cover(Town.Here, First), what);
        Assert.Equal("山田　太郎", _city.Families.Find(Town.Here, new FamilyRegisterId(2), 1)!.Register.Head);
    }

    [Fact]
    public async Task A_notice_is_closed_once_and_only_where_it_was_taken_001_44()
    {
        var notice = await TakeAsync(1);
        await RefusedAsync(() => _desk.Withdraw(new WithdrawRequest { Municipality = Town.Elsewhere.ToString(), Notice = notice }, new Call()));
        await RefusedAsync(() => _desk.Withdraw(new WithdrawRequest { Municipality = Here, Notice = notice + 1 }, new Call()));
        await ApproveAsync(notice, Rows.Family());
        await RefusedAsync(() => ApproveAsync(notice, Rows.Family()));
        await RefusedAsync(() => _desk.Withdraw(new WithdrawRequest { Municipality = Here, Notice = notice }, new Call()));
    }

    [Theory]
    [InlineData]
    [InlineData(0L)]
    [InlineData(3L)]
    [InlineData(1L, 99_999_999L)]
    public async Task A_notice_of_no_register_or_one_that_is_not_here_is_refused(params long[] registers)
    {
        await RefusedAsync(() => TakeAsync(registers));
        Assert.Empty((await ListAsync()).Notices);
    }

    [Fact]
    public void The_night_duty_room_can_stop_and_the_clerks_alone_let_go_000_66_000_70()
    {
        Assert.Equal(["Search", "Suppress"], NightDutyDesk.Descriptor.Methods.Select(m => m.Name));
        Assert.Subset(RegisterOffice.Descriptor.Methods.Select(m => m.Name).ToHashSet(), new HashSet<string> { "Approve", "Withdraw" });
    }

    [Fact]
    public async Task An_application_for_use_is_shown_with_the_lines_that_it_fits_and_wiped_when_decided()
    {
        Apply("葦原県若葉台市緑町100番地", "山田 太郎", "山田花子");
        Apply("葦原県若葉台市緑町100番地", "山田　太郎", "山田　次子", serial: 12);
        var asked = (await _desk.ListUseApplications(new ListUseApplicationsRequest { Municipality = Here }, new Call())).Applications;
        Assert.Equal([1, 0], asked.Select(a => a.Matches.Count(m => m.Register == 1)));

        var decided = await DecideAsync(1, asked[0].Matches.First(m => m.Register == 1));
        Assert.Equal("2026-11-26", decided.UsableFrom); // five office days: the 23rd is a holiday
        Assert.Equal("", (await DecideAsync(2, null)).UsableFrom);
        Assert.Empty((await _desk.ListUseApplications(new ListUseApplicationsRequest { Municipality = Here }, new Call())).Applications);
        Assert.Equal(-1, _city.Tables.Disk(folded: true).AsSpan().IndexOf("山田　次子"u8));
        await RefusedAsync(() => DecideAsync(1, null)); // once
    }

    [Fact]
    public async Task Nobody_is_granted_a_line_that_is_not_there()
    {
        Apply("葦原県若葉台市緑町100番地", "山田　太郎", "山田　花子");
        await RefusedAsync(() => DecideAsync(1, new UseMatch { Register = 9, Member = 1 }));
        await RefusedAsync(() => DecideAsync(1, new UseMatch { Register = 1, Member = 3 })); // left the register
        await RefusedAsync(() => DecideAsync(1, new UseMatch { Register = -1, Member = 1 }));
        Assert.IsType<UseStanding.Pending>(_city.Uses.Find(Town.Here, Card));
    }

    [Fact]
    public void Whoever_applies_again_before_it_is_decided_takes_the_first_ones_place()
    {
        Apply("a", "b", "c");
        Apply("d", "e", "f");
        Assert.Equal("d", Assert.Single(_city.Uses.Open(Town.Here)).Domicile);
    }

    void Apply(string domicile, string head, string name, long serial = 11) => _city.Uses.Apply(
        Town.Here, Card with { Serial = new CertificateSerial(serial) }, new UseApplication(domicile, head, name, new DateOnly(1980, 6, 1)), new SessionId(1));

    Task<DecideUseReply> DecideAsync(long application, UseMatch? granted) =>
        _desk.DecideUse(new DecideUseRequest { Municipality = Here, Application = application, Granted = granted }, new Call());

    async Task<long> TakeAsync(params long[] registers) =>
        (await _desk.TakeNotice(new TakeNoticeRequest { Municipality = Here, Registers = { registers } }, new Call())).Notice;

    Task<ListNoticesReply> ListAsync() => _desk.ListNotices(new ListNoticesRequest { Municipality = Here }, new Call());

    Task<CloseReply> ApproveAsync(long notice, params FamilyRegisterRow[] rows) =>
        _desk.Approve(new ApproveRequest { Municipality = Here, Notice = notice, Registers = { rows } }, new Call());

    static async Task RefusedAsync(Func<Task> act) => Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(act)).Code);

    public void Dispose() => _city.Dispose();
}
