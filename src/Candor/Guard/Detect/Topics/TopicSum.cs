namespace Candor.Guard.Detect.Topics;

/// <summary>What the texts of one part of an event say together: one bit a topic.</summary>
struct TopicSum
{
    /// <summary>To which a professional's name points.</summary>
    public static readonly uint Appointment = 1u << Category.Topics.ToList().IndexOf(Category.Appointment);

    public uint Strong;

    /// <summary>Named in a text in which it is a subject or a thing: a documentary, a mug.</summary>
    public uint Subject;

    /// <summary>Named together with a product that only somebody concerned buys.</summary>
    public uint Medicine;

    public uint Act;
    public uint Weak;

    /// <summary>Two and three different weak words.</summary>
    public uint Weak2, Weak3;

    public readonly uint Topics => Strong | Subject | Act | Weak;

    public readonly bool IsEmpty => Topics == 0;

    public void Add(in TopicReading reading)
    {
        if ((reading.Kinds & PageKind.Subject) != 0)
        {
            Subject |= reading.Strong;
            return;
        }
        Strong |= reading.Strong;
        Act |= reading.Act;
        Weak |= reading.Weak;
        if ((reading.Kinds & PageKind.Medicine) != 0)
            Medicine |= reading.Strong;
    }

    public void AddWeak(uint topics)
    {
        Weak3 |= Weak2 & topics;
        Weak2 |= Weak & topics;
        Weak |= topics;
    }

    public readonly int Points(uint topic, in TopicWeights weights)
    {
        var points = 0;
        if ((Strong & topic) != 0)
            points += (Medicine & topic) != 0 ? weights.Medicine : weights.Strong;
        else if ((Subject & topic) != 0)
            points += weights.Subject;
        if ((Act & topic) != 0)
            points += weights.Act;
        if ((Weak & topic) != 0)
            points += weights.Weak;
        if ((Weak2 & topic) != 0)
            points += weights.MoreWeak;
        if ((Weak3 & topic) != 0)
            points += weights.MoreWeak;
        return points;
    }
}
