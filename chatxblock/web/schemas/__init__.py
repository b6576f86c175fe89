"""What goes over the wire, as typed models, one module a subject: what handlers take, and what they answer.

Values in, values out: each answer knows which value of the domain it is made of, and none knows who asks. The front
end's types are generated from these models (`make wire`), and the reference of handlers is compared with them.
"""
