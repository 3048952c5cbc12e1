using System.Globalization;
using KioskSim.City.Audit;
using KioskSim.City.Suppression;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Jpki.Tests;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Storage;
using static KioskSim.Fixtures.Refusals;

namespace KioskSim.City.Tests.Suppression;

public sealed class NightDutyTests : IDisposable
{
    static readonly string Here = Town.Here.ToString();
    static readonly string Elsewhere = Town.Elsewhere.ToString();

    readonly CityStore _city = new();
    readonly NightDutyService _desk;

    public NightDutyTests()
    {
        _desk = Desk(_city.Database);
        _city.Put(Rows.Family());
        _city.Put(Rows.Family(2, first: 5).With(f => (f.Municipality, f.Head, f.Members[0].Given) = (Elsewhere, "遠藤　太郎", "遠子")));
    }

    public static TheoryData<string, string, long[]> Searches { get; } = new()
    {
        // name, date of birth, whom it finds
        { "山田　花子", "", [1] },
        { "山田花子", "", [1] },
        { "山田 花子", "", [1] },
        { "山田　一郎", "", [2] },
        { "", "1980-06-01", [1] },
        { "", "2001-02-03", [2] },
        { "山田　花子", "1980-06-01", [1] },
        { "山田　花子", "2001-02-03", [] },
        { "山田", "", [] },
        { "山田　二郎", "", [] }, // left the register
        { "遠藤　遠子", "", [] }, // another city's register
        { "' OR 1=1 --", "", [] },
        { "%", "", [] },
    };

    [Theory]
    [MemberData(nameof(Searches))]
    public async Task People_of_this_domicile_are_found_by_name_or_date_of_birth_000_67_000_68(string name, string birth, long[] expected)
    {
        var reply = await SearchAsync(name, birth);
        string[] names = ["", "山田　花子", "山田　一郎"];
        Assert.Equal(expected.Select(id => names[id]), reply.Candidates.Select(c => c.Name));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("　", "")]
    [InlineData(" \t", "")]
    [InlineData("", "3 February 2001")]
    [InlineData("", "2001-02-30")]
    [InlineData("山田　花子", "2001-2-3")]
    public async Task A_search_for_everybody_or_by_no_date_is_refused_000_68(string name, string birth) =>
        Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(() => SearchAsync(name, birth))).Code);

    [Fact]
    public async Task Only_domicile_name_and_date_of_birth_leave_the_server_000_69()
    {
        Assert.Equal(
            ["reference", "domicile", "name", "birth_date"], Candidate.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name));
        var found = Assert.Single((await SearchAsync("山田　花子")).Candidates);
        Assert.Equal(("葦原県若葉台市緑町100番地", "山田　花子", "1980-06-01"), (found.Domicile, found.Name, found.BirthDate));
        Assert.DoesNotContain(new FamilyRegisterId(1).ToString(), found.Reference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suppression_stops_family_register_certificates_before_the_answer_leaves_000_64_000_66()
    {
        var reference = await ReferenceAsync();
        Assert.False(_city.Notices.Cover(Town.Here, new FamilyRegisterId(1)));

        var answer = _desk.Suppress(new SuppressRequest { Municipality = Here, Reference = reference }, new Call());

        // Seen over another connection, so it is committed.
        Assert.True(answer.IsCompletedSuccessfully);
        using var other = _city.Tables.Open();
        var seen = new Notices(other, new AuditLog(other, _city.Clock, new PenOfTheAct()), _city.Clock);
        Assert.True(seen.Cover(Town.Here, new FamilyRegisterId(1)));
        Assert.False(seen.Cover(Town.Here, new FamilyRegisterId(2)));
        Assert.False(seen.Cover(Town.Elsewhere, new FamilyRegisterId(1)));
        Assert.Equal(JpkiCentre.Noon, Time(await answer));
        Assert.Equal(
            [(long)AuditEvent.NightDutySearched, (long)AuditEvent.NoticeTakenAtNight], _city.Audit.Read(Town.Here).Select(e => e.Event));
    }

    [Fact]
    public async Task A_notice_of_the_night_has_the_day_on_which_it_was_handed_in_000_74()
    {
        _city.Clock.Now = DateTimeOffset.Parse("2026-11-21T23:59:59+09:00", CultureInfo.InvariantCulture);
        await SuppressAsync(await ReferenceAsync());
        _city.Clock.Now += TimeSpan.FromSeconds(2);
        await SuppressAsync(await ReferenceAsync());
        Assert.Equal(
            [(1, new DateOnly(2026, 11, 21), true), (2, new DateOnly(2026, 11, 22), true)],
            _city.Notices.Open(Town.Here).Select(n => ((int)n.Number, n.ReceivedOn, n.AtNight)));
    }

    [Fact]
    public async Task A_reference_is_good_for_one_suppression()
    {
        var reference = await ReferenceAsync();
        await SuppressAsync(reference);
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, reference));
    }

    [Fact]
    public async Task A_reference_is_good_at_any_of_the_citys_servers_and_at_one_of_them_once()
    {
        using var other = _city.Tables.Open();
        var there = Desk(other);
        var request = new SuppressRequest { Municipality = Here, Reference = await ReferenceAsync() };

        var taken = await Race.BothAsync(() => Takes(_desk), () => Takes(there));

        Assert.Single(taken, took => took);
        Assert.True(_city.Notices.Cover(Town.Here, new FamilyRegisterId(1)));
        Assert.Single(_city.Notices.Open(Town.Here));

        bool Takes(NightDutyService desk) => Refusal(() => desk.Suppress(request, new Call())) is not FlowErrorCode.TokenSpent;
    }

    [Fact]
    public async Task An_unknown_reference_another_citys_and_an_old_one_are_refused_001_44()
    {
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, ""));
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, new string('0', 32)));
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Elsewhere, await ReferenceAsync()));

        var old = await ReferenceAsync();
        _city.Clock.Now += TimeSpan.FromMinutes(10) + TimeSpan.FromMilliseconds(1);
        Assert.Equal(FlowErrorCode.TokenSpent, await RefusalAsync(Here, old));
        Assert.False(_city.Notices.Cover(Town.Here, new FamilyRegisterId(1)));
    }

    [Fact]
    public async Task A_reference_is_good_for_ten_minutes_and_other_searches_do_not_end_it()
    {
        var reference = await ReferenceAsync();
        _city.Clock.Now += TimeSpan.FromMinutes(10);
        await ReferenceAsync();
        await SuppressAsync(reference);
        Assert.True(_city.Notices.Cover(Town.Here, new FamilyRegisterId(1)));
    }

    [Fact]
    public async Task Another_city_finds_nobody_who_is_registered_here_001_44()
    {
        Assert.Empty((await _desk.Search(new SearchRequest { Municipality = Elsewhere, Name = "山田　花子" }, new Call())).Candidates);
        Assert.Single((await _desk.Search(new SearchRequest { Municipality = Elsewhere, Name = "遠藤　遠子" }, new Call())).Candidates);
        var refused = await Assert.ThrowsAsync<FlowException>(
            () => _desk.Search(new SearchRequest { Municipality = Town.Kamahara.Code.ToString(), Name = "山田　花子" }, new Call()));
        Assert.Equal(FlowErrorCode.MunicipalityUnknown, refused.Code);
    }

    [Fact]
    public async Task No_search_shows_more_than_fifty()
    {
        _city.Put([.. Enumerable.Range(100, 60).Select(i => Rows.Family(i, first: 10 * i))]);
        Assert.Equal(50, (await SearchAsync("山田　花子")).Candidates.Count);
    }

    [Fact]
    public void The_terminal_has_two_calls_000_66() =>
        Assert.Equal(["Search", "Suppress"], NightDutyDesk.Descriptor.Methods.Select(m => m.Name));

    NightDutyService Desk(Database tables) => new(
        _city.Families, new NightReferences(tables, new SeededEntropy(1, "references"), _city.Clock), new Notices(tables, _city.Audit, _city.Clock), _city.Audit, ServedTowns.Both);

    Task<SearchReply> SearchAsync(string name, string birth = "") =>
        _desk.Search(new SearchRequest { Municipality = Here, Name = name, BirthDate = birth }, new Call());

    async Task<string> ReferenceAsync() => Assert.Single((await SearchAsync("山田　花子")).Candidates).Reference;

    async Task<DateTimeOffset> SuppressAsync(string reference) =>
        Time(await _desk.Suppress(new SuppressRequest { Municipality = Here, Reference = reference }, new Call()));

    async Task<FlowErrorCode> RefusalAsync(string city, string reference) => (await Assert.ThrowsAsync<FlowException>(
        () => _desk.Suppress(new SuppressRequest { Municipality = city, Reference = reference }, new Call()))).Code;

    static DateTimeOffset Time(SuppressReply reply) => DateTimeOffset.Parse(reply.SuppressedAt, CultureInfo.InvariantCulture);

    public void Dispose() => _city.Dispose();
}
