using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Memory;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

/// <summary>世帯の一部: the city names the members by relationship and year of birth, the applicant chooses, the card signs again.</summary>
[Collection(nameof(LockedMemory))]
public sealed class ChooseMembersTests : IAsyncDisposable
{
    readonly KioskStand _stand = new() { Options = CertificateOptions.ChosenMembers };

    [Fact]
    public async Task Who_was_chosen_from_the_citys_list_is_in_the_application_that_the_card_signs()
    {
        _stand.SwitchOn();
        var screen = await _stand.WalkToAsync(ScreenKind.ChooseMembers);
        Assert.Equal(_stand.Centre.Family, screen.Members);
        Assert.Equal(default, _stand.Centre.Asked!.Value.Members);

        Assert.Equal(ScreenKind.Confirm, (await _stand.TouchAsync(new ChooseMembers([3, 1]))).Kind);
        var chosen = _stand.Centre.Asked!.Value.Members;
        Assert.Equal((true, false, true, false), (chosen.Has(1), chosen.Has(2), chosen.Has(3), chosen.Has(4)));
        Assert.Equal(_stand.Centre.Shown!.Digest, chosen.List);
        Assert.Equal(["Begin", "ListMembers", "Apply"], _stand.Contacts.Passed.Where(((string[])["Begin", "ListMembers", "Apply"]).Contains));
    }

    [Theory]
    [InlineData]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(1, -1)]
    public async Task Nobody_or_somebody_who_is_not_in_the_list_cannot_be_chosen(params int[] places)
    {
        _stand.SwitchOn();
        await _stand.WalkToAsync(ScreenKind.ChooseMembers);
        var refused = await Assert.ThrowsAsync<FlowException>(() => _stand.TouchAsync(new ChooseMembers(places)));
        Assert.Equal(FlowErrorCode.BadRequest, refused.Code);
        Assert.Equal(ScreenKind.ChooseMembers, _stand.Panel.Current.Kind);
        Assert.Equal(ScreenKind.Confirm, (await _stand.TouchAsync(new ChooseMembers([2]))).Kind);
    }

    [Fact]
    public async Task Who_does_not_choose_is_not_waited_for_for_ever()
    {
        _stand.SwitchOn();
        await _stand.WalkToAsync(ScreenKind.ChooseMembers);
        Assert.Equal(FlowErrorCode.TimedOut, (await _stand.WaitOnceAsync(KioskStand.Waits.Patience, ScreenKind.Stopped)).Error);
    }

    [Fact]
    public async Task The_refusal_of_the_city_ends_the_session_before_anybody_is_named()
    {
        _stand.Contacts.Fail("ListMembers", new FlowException(FlowErrorCode.MovedOut));
        _stand.SwitchOn();
        var last = await _stand.WalkTowardsAsync(ScreenKind.ChooseMembers);
        Assert.Equal((ScreenKind.Stopped, FlowErrorCode.MovedOut), (last.Kind, last.Error));
        Assert.Empty(last.Members);
    }

    public ValueTask DisposeAsync() => _stand.DisposeAsync();
}
