namespace KioskSim.World.Chance;

/// <summary>Cards dealt in a shuffled order, then shuffled again: every card comes up in every round.</summary>
sealed class Deck<T>(IEnumerable<(T Card, int Count)> cards, Dice dice)
{
    readonly T[] _cards = [.. cards.SelectMany(c => Enumerable.Repeat(c.Card, c.Count))];
    int _left;

    public T Deal()
    {
        if (_left == 0)
            _left = _cards.Length;
        var at = dice.Below(_left--);
        (_cards[at], _cards[_left]) = (_cards[_left], _cards[at]);
        return _cards[_left];
    }
}
