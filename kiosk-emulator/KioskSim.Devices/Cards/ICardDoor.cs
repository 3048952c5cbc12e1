using System.Net;
using System.Net.Sockets;
using KioskSim.Card;
using KioskSim.Card.Slots;
using KioskSim.Card.Vpcd;
using KioskSim.Domain.Errors;

namespace KioskSim.Devices.Cards;

/// <summary>The way from a hand to a kiosk's card reader.</summary>
public interface ICardDoor
{
    /// <exception cref="InvalidOperationException">A card lies there already.</exception>
    /// <exception cref="FlowException">CardUnreadable: there is no reader to lay it on.</exception>
    Task InsertAsync(ICard card, CancellationToken stop);

    /// <summary>Takes the card away, if there is one.</summary>
    Task RemoveAsync();
}

/// <summary>The reader is in this process.</summary>
public sealed class LocalDoor(LocalSlot slot) : ICardDoor
{
    public Task InsertAsync(ICard card, CancellationToken stop)
    {
        slot.Insert(card);
        return Task.CompletedTask;
    }

    public Task RemoveAsync()
    {
        slot.Remove();
        return Task.CompletedTask;
    }
}

/// <summary>The reader is a kiosk's in another process, or pcscd's: laying the card down is connecting, taking it away is closing.</summary>
public sealed class RemoteDoor(EndPoint reader) : ICardDoor
{
    CancellationTokenSource? _removal;
    Task _stay = Task.CompletedTask;

    public async Task InsertAsync(ICard card, CancellationToken stop)
    {
        if (!_stay.IsCompleted)
            throw new InvalidOperationException("There is a card in the slot already.");
        _removal = new CancellationTokenSource();
        try
        {
            _stay = await VpcdCard.InsertAsync(card, reader, _removal.Token);
        }
        catch (SocketException e)
        {
            throw new FlowException(FlowErrorCode.CardUnreadable, "There is no reader to lay the card on.", inner: e);
        }
    }

    public async Task RemoveAsync()
    {
        if (_removal is null)
            return;
        await _removal.CancelAsync();
        await _stay.ContinueWith(_ => { }, TaskScheduler.Default); // a reader that died has let go of the card too
        _removal.Dispose();
        _removal = null;
    }
}
